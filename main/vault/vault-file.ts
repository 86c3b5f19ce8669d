/**
 * The vault on disk:
 *
 *   "TDGVAULT" 8 • version u8 • header varBytes (u32 big-endian length) • wrapped key 72 • recovery wrap 72 • body
 *   • SHA-256 of all before 32
 *
 * Both wraps hold the same random vault key. The first is under the key that keystore and passphrase give (`guard.ts`), with
 * their parameters as associated data; the other under the recovery code's, with the person and the device. The header is
 * CBOR in the clear, for a locked screen has to name the person. The body is sealed by the vault key with all that stands
 * before it as associated data: a changed header or an exchanged wrap opens nothing. The sum at the end tells a damaged file
 * from a wrong passphrase. At most 64 KiB. Rules: `SPEC.md`.
 *
 * Version 1 had no recovery wrap, and the header as associated data of both seals. It is read, never written.
 */
import { createHash } from 'node:crypto'
import { decode as decodeCbor, encode as encodeCbor } from 'cborg'
import * as v from 'valibot'
import { bytesEqual } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { deviceIdSchema, userIdSchema } from '../../core/protocol/id-schemas.ts'
import { idToBytes } from '../../core/protocol/ids.ts'
import { keyBytes, sealOverhead } from '../sealing/sealing.ts'
import { isAllowed, saltBytes } from './passphrase.ts'

const magic = new TextEncoder().encode('TDGVAULT')
const version = 2
const oldVersion = 1
const sumBytes = 32
const maxBytes = 65_536
const lengthBytes = 4
const headAt = magic.length + 1 + lengthBytes
const wrapBytes = keyBytes + sealOverhead

const someBytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array)
const salt = v.pipe(
  someBytes,
  v.check((value) => value.length === saltBytes),
)
const accountSchema = v.strictObject({
  user: userIdSchema,
  device: deviceIdSchema,
  username: v.string(),
  displayName: v.string(),
  /** Where the account lives: `http://host:port`. */
  relay: v.string(),
})
const passphraseSchema = v.pipe(
  v.strictObject({ salt, memoryKiB: v.number(), passes: v.number() }),
  v.check((cost) => isAllowed(cost)),
)
const headerSchema = v.pipe(
  v.strictObject({
    account: accountSchema,
    /** A random secret as the OS keystore keeps it. */
    keystore: v.optional(someBytes),
    passphrase: v.optional(passphraseSchema),
  }),
  v.check((header) => header.keystore !== undefined || header.passphrase !== undefined),
)

export type VaultAccount = Readonly<v.InferOutput<typeof accountSchema>>
export type VaultHeader = v.InferOutput<typeof headerSchema>

/** What one seal of a vault holds, and the associated data it was sealed with. */
export interface Sealed {
  readonly bytes: Uint8Array
  readonly associated: Uint8Array
}

export interface VaultFile {
  /** An earlier version of the app wrote it. */
  readonly isOld: boolean
  readonly header: VaultHeader
  readonly wrapped: Sealed
  /** Undefined in a file of version 1. */
  readonly recovery: Sealed | undefined
  readonly body: Sealed
}

export type VaultFileFailure =
  | { readonly kind: 'damaged'; readonly detail: string }
  /** Written by a later version of the app. */
  | { readonly kind: 'newer' }

/** Associated data of the wrap that keystore and passphrase open. */
export const meansOf = ({ keystore, passphrase }: Omit<VaultHeader, 'account'>): Uint8Array =>
  Buffer.concat([
    Buffer.from('tidings/v1/vault/means\0'),
    encodeCbor({ keystore, passphrase }, { ignoreUndefinedProperties: true }),
  ])

/** Associated data of the wrap that the recovery code opens: what never changes, since nobody is there to seal it anew. */
export const recoveryOf = ({ user, device }: Pick<VaultAccount, 'user' | 'device'>): Uint8Array =>
  Buffer.concat([Buffer.from('tidings/v1/vault/recovery\0'), idToBytes(user), idToBytes(device)])

/** What stands before the body, and is its associated data. */
export function encodeFront(header: VaultHeader, wrapped: Uint8Array, recovery: Uint8Array): Uint8Array {
  const cbor = encodeCbor(header, { ignoreUndefinedProperties: true })
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(cbor.length)
  return Buffer.concat([magic, Uint8Array.of(version), length, cbor, wrapped, recovery])
}

export function encodeVaultFile(front: Uint8Array, body: Uint8Array): Uint8Array {
  return Buffer.concat([front, body, sumOf(front, body)])
}

export function decodeVaultFile(file: Uint8Array): Result<VaultFile, VaultFileFailure> {
  if (file.length > maxBytes) return fail({ kind: 'damaged', detail: 'too long' })
  if (file.length < headAt + wrapBytes + sumBytes || !bytesEqual(file.subarray(0, magic.length), magic)) {
    return fail({ kind: 'damaged', detail: 'not a vault' })
  }
  const all = file.subarray(0, -sumBytes)
  if (!bytesEqual(sumOf(all), file.subarray(-sumBytes))) return fail({ kind: 'damaged', detail: 'wrong sum' })
  // Only now: a flipped bit in the version is damage, no news.
  const found = file[magic.length]
  if (found !== version && found !== oldVersion) return fail({ kind: 'newer' })
  return decodeParts(all, found === oldVersion)
}

function decodeParts(all: Uint8Array, isOld: boolean): Result<VaultFile, VaultFileFailure> {
  const headEnd = headAt + Buffer.from(all.buffer, all.byteOffset).readUInt32BE(magic.length + 1)
  const wrapEnd = headEnd + wrapBytes
  const frontEnd = isOld ? wrapEnd : wrapEnd + wrapBytes
  if (frontEnd > all.length) return fail({ kind: 'damaged', detail: 'header too long' })
  const header = decodeHeader(all.subarray(headAt, headEnd))
  if (header === undefined) return fail({ kind: 'damaged', detail: 'bad header' })
  const head = all.subarray(0, headEnd)
  const recovery = { bytes: all.subarray(wrapEnd, frontEnd), associated: recoveryOf(header.account) }
  return ok({
    isOld,
    header,
    wrapped: { bytes: all.subarray(headEnd, wrapEnd), associated: isOld ? head : meansOf(header) },
    recovery: isOld ? undefined : recovery,
    body: { bytes: all.subarray(frontEnd), associated: isOld ? head : all.subarray(0, frontEnd) },
  })
}

function decodeHeader(cbor: Uint8Array): VaultHeader | undefined {
  try {
    const read = v.safeParse(headerSchema, decodeCbor(cbor))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}

function sumOf(...parts: ReadonlyArray<Uint8Array>): Uint8Array {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
