/** A backup that is made again by itself (BU8): what the device keeps of it in its keyring, sealed like all that lies there. */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import type { Result } from '../../core/base/result.ts'
import { type Repeat, repeats } from '../../core/bridge/backup-contract.ts'
import { bytesOf, decodeCanonical, encodeCanonical, time, uint } from '../../core/sealed/canonical.ts'
import type { Keyring, KeyringFailure } from '../keyring/keyring.ts'
import { keyBytes } from '../sealing/sealing.ts'
import { saltBytes } from '../vault/passphrase.ts'
import type { BackupKey } from './backup-file.ts'

/** The passphrase is not in it: `secret` seals files that open with the passphrase, and opens them itself. */
export interface RepeatRecord extends BackupKey {
  readonly every: Repeat
  readonly folder: string
  /** Attached files are in it. */
  readonly withFiles: boolean
  /** The newest, in milliseconds since 1970. */
  readonly made: number
  /** Names of its files that may still be there, the newest last. */
  readonly files: ReadonlyArray<string>
}

const schema = v.strictObject({
  every: v.picklist(repeats),
  folder: v.string(),
  // Of one that was begun before there were any in backups.
  withFiles: v.optional(v.boolean(), false),
  made: time,
  files: v.array(v.string()),
  salt: bytesOf(saltBytes),
  memoryKiB: uint,
  passes: uint,
  secret: bytesOf(keyBytes),
})
const maxBytes = 65_536
const recordKey = 'backup-repeat'
/** Files that stay: should the newest have been made of what was wrong already, there are two more. */
const kept = 3

/** With a secret of its own, for the caller to wipe. Undefined if there is none. */
export function repeatOf({ get }: Pick<Keyring, 'get'>): RepeatRecord | undefined {
  const bytes = get(recordKey)
  return bytes && decodeCanonical(schema, bytes, maxBytes)
}

/** `place` is the newest file. Files that are too many go; one that cannot go yet is tried again after the next. */
export async function keepRepeat(
  { write }: Pick<Keyring, 'write'>,
  { files, ...repeat }: RepeatRecord,
  place: string,
): Promise<Result<void, KeyringFailure>> {
  const all = [...files, path.basename(place)]
  const left: Array<string> = []
  for (const name of all.slice(0, -kept)) {
    await rm(path.join(repeat.folder, name), { force: true }).catch(() => left.push(name))
  }
  const value = encodeCanonical({ ...repeat, files: [...left, ...all.slice(-kept)] })
  return write([{ key: recordKey, value }])
}

export const endRepeat = ({ erase }: Pick<Keyring, 'erase'>): Promise<Result<void, KeyringFailure>> =>
  erase([recordKey])
