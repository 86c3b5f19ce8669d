/**
 * A backup on disk:
 *
 *   "TDGBACKU" 8 • version u8 • header varBytes (u32 big-endian length) • check 32 • SHA-256 of all before 32 • chunks
 *   chunk = number u32 • last u8 (0 or 1) • length u32 • sealed
 *
 * The header is canonical CBOR in the clear. K is Argon2id of the passphrase with the header's salt and cost; `check` is
 * KDF(K, "check") and tells a wrong passphrase, the sum tells a damaged front. A chunk is sealed under KDF(K, "chunks") with
 * (sum ‖ number ‖ last) as associated data: it opens at its place, in its file, alone. Exactly the last one is marked so.
 * At most 1 MiB and what sealing adds; a front of 4 KiB at most. What chunks hold: `records.ts`.
 *
 * Version 2 has attached files, which version 1 knows nothing of; else they are the same. One without files says 1, for an app
 * of before to open it, and to tell of any other that a later version made it.
 */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { bytesEqual } from '../../core/base/bytes.ts'
import { Defect } from '../../core/base/defect.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { BackupAbout, BackupFailure } from '../../core/bridge/backup-contract.ts'
import { userId } from '../../core/protocol/ids.ts'
import { idToBytes } from '../../core/protocol/ids.ts'
import { bytesOf, decodeCanonical, encodeCanonical, idOf, time, uint } from '../../core/sealed/canonical.ts'
import { relayOrigin } from '../sign-in/relay-origin.ts'
import { deriveKey, keyBytes, seal, sealOverhead, unseal } from '../sealing/sealing.ts'
import { isAllowed, type PassphraseCost, saltBytes, stretchPassphrase } from '../vault/passphrase.ts'

const magic = new TextEncoder().encode('TDGBACKU')
const versions = { without: 1, withFiles: 2 } as const
const lengthBytes = 4
const sumBytes = 32
const maxFront = 4_096
const chunkHead = 9
export const maxChunk = 1_048_576

const headerSchema = v.pipe(
  v.strictObject({
    user: idOf(userId),
    username: v.string(),
    displayName: v.string(),
    relay: v.pipe(
      v.string(),
      v.check((relay) => relayOrigin(relay) === relay),
    ),
    made: time,
    salt: bytesOf(saltBytes),
    memoryKiB: uint,
    passes: uint,
  }),
  v.check((cost) => isAllowed(cost)),
)

export interface BackupWriter {
  readonly front: Uint8Array
  /** At most `maxChunk` bytes. */
  readonly chunk: (plain: Uint8Array, isLast: boolean) => Uint8Array
  /** Wipes the key. */
  readonly close: () => void
}

/** What a passphrase became: seals any number of backups, each of which opens with the passphrase. */
export interface BackupKey extends PassphraseCost {
  readonly salt: Uint8Array
  /** Whoever keeps it wipes it. */
  readonly secret: Uint8Array
}

export async function newBackupKey(
  { random, cost }: { readonly random: Random; readonly cost: PassphraseCost },
  passphrase: string,
): Promise<BackupKey> {
  const salt = Uint8Array.from(random.bytes(saltBytes))
  return { ...cost, salt, secret: await stretchPassphrase(passphrase, salt, cost) }
}

export function createBackupWriter(
  random: Random,
  { hasFiles, ...about }: BackupAbout & { readonly hasFiles: boolean },
  { secret, salt, memoryKiB, passes }: BackupKey,
): BackupWriter {
  const { user, ...rest } = about
  const header = encodeCanonical({ ...rest, user: idToBytes(user), salt, memoryKiB, passes })
  const { chunks, check } = keysOf(secret)
  const version = hasFiles ? versions.withFiles : versions.without
  const open = Buffer.concat([magic, Uint8Array.of(version), u32(header.length), header, check])
  const sum = sumOf(open)
  let number = 0
  return {
    front: Buffer.concat([open, sum]),
    chunk: (plain, isLast) => {
      if (plain.length > maxChunk) throw new Defect('a chunk that is too long')
      const place = Buffer.concat([u32(number++), Uint8Array.of(isLast ? 1 : 0)])
      const sealed = seal(chunks, plain, Buffer.concat([sum, place]), random)
      return Buffer.concat([place, u32(sealed.length), sealed])
    },
    close: () => void chunks.fill(0),
  }
}

export interface BackupReader {
  /** Takes the next bytes, however they are cut. Answers with what has opened by them; after a failure it takes nothing. */
  readonly feed: (bytes: Uint8Array) => Promise<Result<ReadonlyArray<Uint8Array>, BackupFailure>>
  /** No more bytes come. */
  readonly end: () => Result<BackupAbout, BackupFailure>
  readonly close: () => void
}

interface ReaderCore {
  readonly passphrase: string
  waiting: Uint8Array
  front: { readonly about: BackupAbout; readonly sum: Uint8Array; readonly key: Uint8Array } | undefined
  next: number
  isOver: boolean
  failure: BackupFailure | undefined
}

export function createBackupReader(passphrase: string): BackupReader {
  const core: ReaderCore = {
    passphrase,
    waiting: new Uint8Array(),
    front: undefined,
    next: 0,
    isOver: false,
    failure: undefined,
  }
  const close = (): void => void core.front?.key.fill(0)
  const stop = (failure: BackupFailure): { readonly ok: false; readonly failure: BackupFailure } => {
    core.failure = failure
    close()
    return fail(failure)
  }
  return {
    close,
    feed: async (bytes) => {
      if (core.failure !== undefined) return fail(core.failure)
      core.waiting = Buffer.concat([core.waiting, bytes])
      const front = core.front === undefined ? await takeFront(core) : ok(undefined)
      if (!front.ok) return stop(front.failure)
      const chunks = core.front === undefined ? ok([]) : takeChunks(core, core.front)
      return chunks.ok ? chunks : stop(chunks.failure)
    },
    end: () => {
      if (core.failure !== undefined) return fail(core.failure)
      if (core.front === undefined || !core.isOver)
        return stop(
          core.waiting.length < magic.length && core.front === undefined
            ? { kind: 'no-backup' }
            : { kind: 'truncated' },
        )
      return core.waiting.length > 0 ? stop({ kind: 'damaged' }) : ok(core.front.about)
    },
  }
}

/** `ok` with no front yet: more bytes are needed. */
async function takeFront(core: ReaderCore): Promise<Result<void, BackupFailure>> {
  const { waiting } = core
  const begin = waiting.subarray(0, magic.length)
  if (!bytesEqual(begin, magic.subarray(0, begin.length))) return fail({ kind: 'no-backup' })
  const headAt = magic.length + 1 + lengthBytes
  if (waiting.length < headAt) return ok(undefined)
  if ((waiting[magic.length] ?? 0) > versions.withFiles) return fail({ kind: 'newer' })
  const end = headAt + read32(waiting, magic.length + 1) + keyBytes + sumBytes
  if (end > maxFront) return fail({ kind: 'damaged' })
  if (waiting.length < end) return ok(undefined)
  const sum = waiting.slice(end - sumBytes, end)
  if (!bytesEqual(sumOf(waiting.subarray(0, end - sumBytes)), sum)) return fail({ kind: 'damaged' })
  const header = decodeCanonical(headerSchema, waiting.slice(headAt, end - sumBytes - keyBytes), maxFront)
  if (header === undefined) return fail({ kind: 'damaged' })
  const { salt, memoryKiB, passes, ...about } = header
  const secret = await stretchPassphrase(core.passphrase, salt, { memoryKiB, passes })
  const { chunks, check } = keysOf(secret)
  secret.fill(0)
  if (!bytesEqual(check, waiting.slice(end - sumBytes - keyBytes, end - sumBytes))) {
    chunks.fill(0)
    return fail({ kind: 'wrong-passphrase' })
  }
  core.front = { about, sum, key: chunks }
  core.waiting = waiting.slice(end)
  return ok(undefined)
}

function takeChunks(
  core: ReaderCore,
  { sum, key }: NonNullable<ReaderCore['front']>,
): Result<ReadonlyArray<Uint8Array>, BackupFailure> {
  const opened: Array<Uint8Array> = []
  for (;;) {
    const { waiting } = core
    if (core.isOver) return waiting.length > 0 ? fail({ kind: 'damaged' }) : ok(opened)
    if (waiting.length < chunkHead) return ok(opened)
    const number = read32(waiting, 0)
    const length = read32(waiting, chunkHead - lengthBytes)
    if (length > maxChunk + sealOverhead) return fail({ kind: 'damaged' })
    if (waiting.length < chunkHead + length) return ok(opened)
    const place = waiting.slice(0, chunkHead - lengthBytes)
    const sealed = waiting.slice(chunkHead, chunkHead + length)
    const plain = unseal(key, sealed, Buffer.concat([sum, place]))
    if (plain === undefined) return fail({ kind: 'damaged' })
    // It is one of this file, whole: at another place than its own.
    if (number !== core.next) return fail({ kind: 'reordered' })
    core.next += 1
    core.isOver = place[lengthBytes] === 1
    core.waiting = waiting.slice(chunkHead + length)
    opened.push(plain)
  }
}

function keysOf(secret: Uint8Array): { readonly chunks: Uint8Array; readonly check: Uint8Array } {
  const none = new Uint8Array()
  return {
    chunks: deriveKey(secret, none, 'tidings/v1/backup/chunks'),
    check: deriveKey(secret, none, 'tidings/v1/backup/check'),
  }
}

const sumOf = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(lengthBytes)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}
const read32 = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at)
