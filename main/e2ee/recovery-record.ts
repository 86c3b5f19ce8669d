/** What a device keeps of the recovery code in its keyring, so that it can seal the backup anew as keys are added. */
import * as v from 'valibot'
import { type Millis, millis } from '../../core/base/clock.ts'
import { recoveryCodeBytes } from '../../core/e2ee/recovery-code.ts'
import { bytesOf, decodeCanonical, encodeCanonical, time, uint } from '../../core/sealed/canonical.ts'
import type { Keyring } from '../keyring/keyring.ts'

export interface RecoveryRecord {
  readonly code: Uint8Array
  /** When the code was confirmed. */
  readonly made: Millis
  /** It took the place of another one. */
  readonly renewed: boolean
  /** When the backup was last sealed, and how many epoch keys were in it. */
  readonly saved: Millis
  readonly epochs: number
  /** When its hash was last named in the device list. */
  readonly pinned: Millis
}

const moment = v.pipe(time, v.transform(millis))
const schema = v.strictObject({
  code: bytesOf(recoveryCodeBytes),
  made: moment,
  renewed: v.boolean(),
  saved: moment,
  epochs: uint,
  pinned: moment,
})
const maxBytes = 512

const encodeRecovery = (record: RecoveryRecord): Uint8Array => encodeCanonical(record)
export const decodeRecovery = (bytes: Uint8Array): RecoveryRecord | undefined =>
  decodeCanonical(schema, bytes, maxBytes)

/** Where it lies in the keyring. */
export const recoveryKey = 'recovery'

export function recoveryOf({ get }: Pick<Keyring, 'get'>): RecoveryRecord | undefined {
  const bytes = get(recoveryKey)
  return bytes && decodeRecovery(bytes)
}

export const keepRecovery = (
  { write }: Pick<Keyring, 'write'>,
  record: RecoveryRecord,
): ReturnType<Keyring['write']> => write([{ key: recoveryKey, value: encodeRecovery(record) }])

/** Epochs that this device has heard of: where their number is another than it was, a backup is behind. */
export const epochCount = ({ keys }: Pick<Keyring, 'keys'>): number => keys('epoch/').length
