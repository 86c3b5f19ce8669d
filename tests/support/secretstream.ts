/**
 * libsodium's secretstream after its documentation, over @noble: an independent second implementation, in which the header
 * can be chosen. A file is sealed with it as `core/sealed/file-format.ts` says.
 */
import { chacha20, hchacha } from '@noble/ciphers/chacha.js'
import { poly1305 } from '@noble/ciphers/_poly1305.js'
import { concatBytes } from '../../core/base/bytes.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import { chunkPlace, fileChunkBytes } from '../../core/sealed/file-format.ts'
import { paddedLength } from '../../core/sealed/padding.ts'

const padTo16 = (length: number): Uint8Array => new Uint8Array((16 - (length % 16)) % 16)
const u64 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true)
  return bytes
}
const words = (bytes: Uint8Array): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer)

function createSecretstream(
  key: Uint8Array,
  header: Uint8Array,
): (plain: Uint8Array, associated: Uint8Array, tag: number) => Uint8Array {
  const subkey = new Uint32Array(8)
  const sigma = words(new TextEncoder().encode('expand 32-byte k'))
  hchacha(sigma, words(key), words(header.subarray(0, 16)), subkey)
  const inner = new Uint8Array(subkey.buffer)
  const nonce = header.slice(16)
  let counter = 1
  return (plain, associated, tag) => {
    const counted = new Uint8Array(4)
    new DataView(counted.buffer).setUint32(0, counter, true)
    const iv = concatBytes(counted, nonce)
    const stream = (bytes: Uint8Array, from: number): Uint8Array =>
      chacha20(inner, iv, bytes, undefined, from)
    const macKey = stream(new Uint8Array(64), 0).subarray(0, 32)
    const block = new Uint8Array(64)
    block[0] = tag
    const sealedBlock = stream(block, 1)
    const sealed = stream(plain, 2)
    // The padding after the text counts the block in a way of its own; so libsodium has it, and keeps it.
    const textPadding = new Uint8Array((0x10 - 64 + plain.length) & 0xf)
    const mac = poly1305(
      concatBytes(
        associated,
        padTo16(associated.length),
        sealedBlock,
        sealed,
        textPadding,
        u64(associated.length),
        u64(64 + plain.length),
      ),
      macKey,
    )
    for (let at = 0; at < nonce.length; at++) nonce[at] = (nonce[at] ?? 0) ^ (mac[at] ?? 0)
    counter++
    return concatBytes(sealedBlock.subarray(0, 1), sealed, mac)
  }
}

/** The sealed bytes of a whole file; `tagOf` lies about which chunk is the last. */
export function sealFileAsNoble(
  file: { readonly id: AttachmentId; readonly key: Uint8Array; readonly header: Uint8Array },
  plain: Uint8Array,
  tagOf = (isLast: boolean): number => (isLast ? 3 : 0),
): Uint8Array {
  const padded = new Uint8Array(paddedLength(plain.length))
  padded.set(plain)
  const push = createSecretstream(file.key, file.header)
  const chunks: Uint8Array[] = []
  for (let at = 0; at < padded.length; at += fileChunkBytes) {
    const chunk = padded.subarray(at, at + fileChunkBytes)
    const isLast = at + fileChunkBytes >= padded.length
    chunks.push(push(chunk, chunkPlace(chunks.length, file.id), tagOf(isLast)))
  }
  return concatBytes(...chunks)
}
