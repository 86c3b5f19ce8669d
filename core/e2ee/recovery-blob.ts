/**
 * The recovery backup: what a person needs to come back on an empty machine, for whoever has the code alone.
 *
 *   blob = format u8 (1) • user 16 • version u64 • check 8 • nonce 24 • XChaCha20-Poly1305 of the padded contents
 *   key = KDF(code, "tidings/v1/recovery", user); check = the first 8 bytes of KDF(code, "tidings/v1/recovery-code", user)
 *
 * All before the ciphertext is associated data. The code has 160 bits: nothing is gained by stretching it, and the check gives
 * nothing away that could be searched for. SHA-256 of the blob stands in the person's signed device list (`backup`).
 */
import { bytesEqual, concatBytes } from '../base/bytes.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { idBytes, idFromBytes, idToBytes, type UserId, userId } from '../protocol/ids.ts'
import { nonceBytes, tagBytes as sealTagBytes } from '../sealed/content-entry.ts'
import { createHeaderReader, createHeaderWriter } from '../sealed/header-bytes.ts'
import { deriveKey } from './hkdf.ts'
import { pad, unpad } from './padded-text.ts'
import type { Primitives } from './primitives.ts'

/** 4 MiB: the relay takes no more. */
export const maxRecoveryBytes = 4_194_304
const format = 1
export const checkBytes = 8
const headBytes = 1 + idBytes + 8 + checkBytes + nonceBytes

export interface RecoveryLabel {
  readonly user: UserId
  /** Counts the person's backups; the relay takes the next one only. */
  readonly version: number
}

export interface RecoveryBackup extends RecoveryLabel {
  readonly contents: Uint8Array
}

export type RecoveryFailure =
  | { readonly kind: 'not-a-backup' }
  /** Made by a newer version of the app. */
  | { readonly kind: 'newer-format'; readonly found: number }
  | { readonly kind: 'other-user' }
  /** Made with another code: an older one, or one for a backup that has been replaced since. */
  | { readonly kind: 'wrong-code' }
  /** Made with this code, and not as it was any more. */
  | { readonly kind: 'damaged' }

export function sealRecovery(
  primitives: Primitives,
  code: Uint8Array,
  { user, version, contents }: RecoveryBackup,
): Result<Uint8Array, { readonly kind: 'too-long'; readonly bytes: number }> {
  const writer = createHeaderWriter(headBytes)
  writer.uint(format, 1)
  writer.bytes(idToBytes(user), idBytes)
  writer.uint(version, 8)
  writer.bytes(codeCheck(primitives, code, user), checkBytes)
  const nonce = primitives.random(nonceBytes)
  writer.bytes(nonce, nonceBytes)
  const head = writer.finish()
  const plain = pad(contents)
  const bytes = headBytes + plain.length + sealTagBytes
  if (bytes > maxRecoveryBytes) return fail({ kind: 'too-long', bytes })
  const key = recoveryKey(primitives, code, user)
  const blob = concatBytes(head, primitives.xSeal(key, nonce, plain, head))
  for (const spent of [key, plain]) primitives.wipe(spent)
  return ok(blob)
}

/** Opens a backup of this user with a code. Whether it is the newest one is for `judgeBackup`. */
export function openRecovery(
  primitives: Primitives,
  code: Uint8Array,
  user: UserId,
  blob: Uint8Array,
): Result<RecoveryBackup, RecoveryFailure> {
  if (blob.length < 1 || blob.length > maxRecoveryBytes) return fail({ kind: 'not-a-backup' })
  const found = blob[0] ?? 0
  if (found !== format)
    return fail(found > format ? { kind: 'newer-format', found } : { kind: 'not-a-backup' })
  const read = readHead(blob)
  if (read === undefined) return fail({ kind: 'not-a-backup' })
  if (read.user !== user) return fail({ kind: 'other-user' })
  if (!bytesEqual(read.check, codeCheck(primitives, code, user))) return fail({ kind: 'wrong-code' })
  const key = recoveryKey(primitives, code, user)
  const plain = primitives.xOpen(key, read.nonce, blob.subarray(headBytes), blob.subarray(0, headBytes))
  primitives.wipe(key)
  const contents = plain && unpad(plain)
  return contents === undefined ? fail({ kind: 'damaged' }) : ok({ user, version: read.version, contents })
}

/** The check of the code that a backup was made with; undefined for what is none. */
export const backupCheck = (blob: Uint8Array): Uint8Array | undefined => readHead(blob)?.check

export type BackupStanding =
  /** The one that the person's newest list names. */
  | 'current'
  /** One that an earlier list named: the relay, or the person's own last device, is behind. */
  | 'old'
  /** One that no list of the person ever named: it was put in place of theirs. */
  | 'replaced'

/** `named`: the `backup` of each known list of the person, oldest first. */
export function judgeBackup(
  { sha256 }: Pick<Primitives, 'sha256'>,
  blob: Uint8Array,
  named: ReadonlyArray<Uint8Array | null>,
): BackupStanding {
  const hash = sha256(blob)
  const isIt = (backup: Uint8Array | null | undefined): boolean => !!backup && bytesEqual(backup, hash)
  if (isIt(named.at(-1))) return 'current'
  return named.some(isIt) ? 'old' : 'replaced'
}

interface Head extends RecoveryLabel {
  readonly check: Uint8Array
  readonly nonce: Uint8Array
}

function readHead(blob: Uint8Array): Head | undefined {
  if (blob.length < headBytes) return undefined
  const reader = createHeaderReader(blob.subarray(1, headBytes))
  try {
    return {
      user: idFromBytes(userId, reader.bytes(idBytes)),
      version: reader.uint(8),
      check: reader.bytes(checkBytes),
      nonce: reader.bytes(nonceBytes),
    }
  } catch {
    return undefined // a version past 2^53
  }
}

const recoveryKey = (primitives: Primitives, code: Uint8Array, user: UserId): Uint8Array =>
  deriveKey(primitives, code, 'tidings/v1/recovery', idToBytes(user))

/** Tells a code from others of the same person, and nothing about it. */
export const codeCheck = (primitives: Primitives, code: Uint8Array, user: UserId): Uint8Array =>
  deriveKey(primitives, code, 'tidings/v1/recovery-code', idToBytes(user)).subarray(0, checkBytes)
