/**
 * The vault on disk:
 *
 *   "TDGVAULT" 8 • version u8 • header varBytes (u32 big-endian length) • wrapped key 72 • body • SHA-256 of all before 32
 *
 * The header is CBOR in the clear, for a locked screen has to name the person. It is associated data of both seals, so a
 * changed header opens nothing. The sum at the end tells a damaged file from a wrong passphrase. At most 64 KiB.
 */
import { createHash } from 'node:crypto'
import { decode as decodeCbor, encode as encodeCbor } from 'cborg'
import * as v from 'valibot'
import { bytesEqual } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { deviceIdSchema, userIdSchema } from '../../core/protocol/id-schemas.ts'
import { keyBytes, sealOverhead } from '../sealing/sealing.ts'
import { isAllowed, saltBytes } from './passphrase.ts'

const magic = new TextEncoder().encode('TDGVAULT')
const version = 1
const sumBytes = 32
const maxBytes = 65_536
const lengthBytes = 4
const headAt = magic.length + 1 + lengthBytes
const wrapBytes = keyBytes + sealOverhead

const someBytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array)
const bytes = (length: number) =>
  v.pipe(
    someBytes,
    v.check((value) => value.length === length),
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
  v.strictObject({ salt: bytes(saltBytes), memoryKiB: v.number(), passes: v.number() }),
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

export interface VaultFile {
  readonly header: VaultHeader
  /** All that stands before the wrapped key, as read. */
  readonly head: Uint8Array
  readonly wrapped: Uint8Array
  readonly body: Uint8Array
}

export type VaultFileFailure =
  | { readonly kind: 'damaged'; readonly detail: string }
  /** Written by a later version of the app. */
  | { readonly kind: 'newer' }

/** What stands before the wrapped key; the associated data of both seals. */
export function encodeHead(header: VaultHeader): Uint8Array {
  const cbor = encodeCbor(header, { ignoreUndefinedProperties: true })
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(cbor.length)
  return Buffer.concat([magic, Uint8Array.of(version), length, cbor])
}

export function encodeVaultFile(head: Uint8Array, wrapped: Uint8Array, body: Uint8Array): Uint8Array {
  return Buffer.concat([head, wrapped, body, sumOf(head, wrapped, body)])
}

export function decodeVaultFile(file: Uint8Array): Result<VaultFile, VaultFileFailure> {
  if (file.length > maxBytes) return fail({ kind: 'damaged', detail: 'too long' })
  if (file.length < headAt + wrapBytes + sumBytes || !bytesEqual(file.subarray(0, magic.length), magic)) {
    return fail({ kind: 'damaged', detail: 'not a vault' })
  }
  const all = file.subarray(0, -sumBytes)
  if (!bytesEqual(sumOf(all), file.subarray(-sumBytes))) return fail({ kind: 'damaged', detail: 'wrong sum' })
  // Only now: a flipped bit in the version is damage, no news.
  if (file[magic.length] !== version) return fail({ kind: 'newer' })

  const headEnd = headAt + Buffer.from(all.buffer, all.byteOffset).readUInt32BE(magic.length + 1)
  if (headEnd + wrapBytes > all.length) return fail({ kind: 'damaged', detail: 'header too long' })
  const header = decodeHeader(all.subarray(headAt, headEnd))
  if (header === undefined) return fail({ kind: 'damaged', detail: 'bad header' })
  return ok({
    header,
    head: all.subarray(0, headEnd),
    wrapped: all.subarray(headEnd, headEnd + wrapBytes),
    body: all.subarray(headEnd + wrapBytes),
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

/** A copy of its own, so that what it was read from can be wiped. */
const ownKey = v.pipe(
  bytes(keyBytes),
  v.transform((key) => Uint8Array.from(key)),
)
const bodySchema = v.strictObject({
  storeKey: ownKey,
  journalKey: ownKey,
  refreshToken: v.optional(v.string()),
})
export type VaultBody = v.InferOutput<typeof bodySchema>

export const encodeBody = (body: VaultBody): Uint8Array =>
  encodeCbor(body, { ignoreUndefinedProperties: true })

/** Undefined if it is not one: sealed by us, so a fault of ours or of a version we do not know. */
export function decodeBody(plain: Uint8Array): VaultBody | undefined {
  try {
    const read = v.safeParse(bodySchema, decodeCbor(plain))
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
