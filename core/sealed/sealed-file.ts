/**
 * Seals and opens one file as a stream, in the format of `file-format.ts`. Neither holds more than a chunk. The stream cipher
 * comes from outside, for core has none: `sodium` is libsodium, once its `ready` has resolved.
 */
import { Defect } from '../base/defect.ts'
import type { Random } from '../base/random.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { AttachmentId } from '../protocol/ids.ts'
import {
  chunkPlace,
  fileChunkBytes,
  fileChunkOverhead,
  maxSealedFileSize,
  sealedFileSize,
} from './file-format.ts'
import { paddedLength } from './padding.ts'

/** What is used of libsodium, by its names there. Methods, so that libsodium's own type of a state fits. */
export interface SecretStreams {
  readonly crypto_secretstream_xchacha20poly1305_KEYBYTES: number
  readonly crypto_secretstream_xchacha20poly1305_HEADERBYTES: number
  readonly crypto_secretstream_xchacha20poly1305_TAG_MESSAGE: number
  readonly crypto_secretstream_xchacha20poly1305_TAG_FINAL: number
  crypto_secretstream_xchacha20poly1305_init_push(key: Uint8Array): {
    readonly state: unknown
    readonly header: Uint8Array
  }
  crypto_secretstream_xchacha20poly1305_push(
    state: unknown,
    plain: Uint8Array,
    place: Uint8Array,
    tag: number,
  ): Uint8Array
  crypto_secretstream_xchacha20poly1305_init_pull(header: Uint8Array, key: Uint8Array): unknown
  crypto_secretstream_xchacha20poly1305_pull(
    state: unknown,
    sealed: Uint8Array,
    place: Uint8Array,
  ): false | { readonly message: Uint8Array; readonly tag: number }
}

/** Why bytes are not the file that a message speaks of. */
export type OpenRefusal =
  /** Fewer bytes than the message says. */
  | 'truncated'
  /** More bytes than the message says. */
  | 'extended'
  /** No file sealed as agreed: whoever wrote the message made it so, or names another key. */
  | 'malformed'

/** What opens a file, as it stands in the message. `size` is that of the sealed bytes. */
export interface FileSeal {
  readonly key: Uint8Array
  readonly header: Uint8Array
  readonly size: number
}

/** Which file, and how long it is for the person. */
export interface FileShape {
  readonly id: AttachmentId
  readonly size: number
}

export interface FileSealer {
  readonly seal: FileSeal
  /** Takes the next bytes of the file, gives what of it is sealed by now. Throws `Defect` on more than there should be. */
  readonly write: (plain: Uint8Array) => ReadonlyArray<Uint8Array>
  /** The rest, chunk by chunk. Throws `Defect` unless all of the file was written. */
  readonly end: () => Generator<Uint8Array>
}

export function createFileSealer(sodium: SecretStreams, { id, size }: FileShape, random: Random): FileSealer {
  if (!(size >= 0 && size <= maxSealedFileSize)) throw new Defect('a file of no size that can be sealed')
  const key = Uint8Array.from(random.bytes(sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES))
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key)
  const padded = paddedLength(size)
  const chunk = new Uint8Array(fileChunkBytes)
  let written = 0
  let index = 0
  let filled = 0

  const flush = (): Uint8Array => {
    const isLast = index * fileChunkBytes + filled === padded
    const tag = isLast
      ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
      : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
    const place = chunkPlace(index, id)
    const plain = chunk.subarray(0, filled)
    index++
    filled = 0
    return sodium.crypto_secretstream_xchacha20poly1305_push(state, plain, place, tag)
  }

  return {
    seal: { key, header, size: sealedFileSize(size) },
    write: (plain) => {
      if (written + plain.length > size) throw new Defect('more than the file was to hold')
      written += plain.length
      const sealed: Uint8Array[] = []
      for (let at = 0; at < plain.length;) {
        const part = plain.subarray(at, at + fileChunkBytes - filled)
        chunk.set(part, filled)
        filled += part.length
        at += part.length
        if (filled === fileChunkBytes) sealed.push(flush())
      }
      return sealed
    },
    end: function* () {
      if (written !== size) throw new Defect('less than the file was to hold')
      for (let done = index * fileChunkBytes + filled; done < padded;) {
        const zeros = Math.min(padded - done, fileChunkBytes - filled)
        chunk.fill(0, filled, filled + zeros)
        filled += zeros
        done += zeros
        if (filled === fileChunkBytes || done === padded) yield flush()
      }
      if (filled > 0) yield flush()
      chunk.fill(0)
    },
  }
}

export interface FileOpener {
  /** Takes the next sealed bytes, gives what of the file is open by now. After a refusal nothing more is given. */
  readonly write: (sealed: Uint8Array) => Result<ReadonlyArray<Uint8Array>, OpenRefusal>
  /** Whether that was all of the file. */
  readonly end: () => Result<void, OpenRefusal>
}

/** Fails where the two sizes cannot belong to one file. */
export function createFileOpener(
  sodium: SecretStreams,
  { id, size }: FileShape,
  seal: FileSeal,
): Result<FileOpener, OpenRefusal> {
  const fits = size <= maxSealedFileSize && seal.size === sealedFileSize(size)
  if (!fits || !hasLengths(sodium, seal)) return fail('malformed')
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(seal.header, seal.key)
  const chunk = new Uint8Array(fileChunkBytes + fileChunkOverhead)
  let taken = 0
  let index = 0
  let filled = 0
  let refusal: OpenRefusal | undefined

  const refuse = (why: OpenRefusal): Result<never, OpenRefusal> => {
    refusal = why
    return fail(why)
  }
  return ok({
    write: (sealed) => {
      if (refusal !== undefined) return fail(refusal)
      if (taken + sealed.length > seal.size) return refuse('extended')
      const opened: Uint8Array[] = []
      for (let at = 0; at < sealed.length;) {
        const part = sealed.subarray(at, at + chunk.length - filled)
        chunk.set(part, filled)
        filled += part.length
        at += part.length
        taken += part.length
        if (filled < chunk.length && taken < seal.size) continue
        const plain = openChunk(
          sodium,
          state,
          chunk.subarray(0, filled),
          chunkPlace(index, id),
          taken === seal.size,
        )
        const file = plain && withoutPadding(plain, size - index * fileChunkBytes)
        if (file === undefined) return refuse('malformed')
        opened.push(file)
        index++
        filled = 0
      }
      return ok(opened)
    },
    end: () => {
      if (refusal !== undefined) return fail(refusal)
      return taken === seal.size ? ok(undefined) : refuse('truncated')
    },
  })
}

const hasLengths = (sodium: SecretStreams, { key, header }: FileSeal): boolean =>
  key.length === sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES &&
  header.length === sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES

/** Undefined unless it opens at this place and is marked as the last exactly where it is. */
function openChunk(
  sodium: SecretStreams,
  state: unknown,
  sealed: Uint8Array,
  place: Uint8Array,
  isLast: boolean,
): Uint8Array | undefined {
  const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, place)
  if (pulled === false) return undefined
  const tag = isLast
    ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
    : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
  return pulled.tag === tag ? pulled.message : undefined
}

/** The first `left` bytes; undefined unless all after them are zeros. */
function withoutPadding(plain: Uint8Array, left: number): Uint8Array | undefined {
  const length = Math.max(0, Math.min(left, plain.length))
  return plain.subarray(length).every((byte) => byte === 0) ? plain.subarray(0, length) : undefined
}
