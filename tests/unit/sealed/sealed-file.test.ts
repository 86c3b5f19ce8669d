import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import sodium from 'libsodium-wrappers-sumo'
import { beforeAll, describe, expect, test } from 'vitest'
import { bytesEqual, bytesToHex, concatBytes } from '../../../core/base/bytes.ts'
import { orThrow } from '../../../core/base/defect.ts'
import { attachmentId } from '../../../core/protocol/ids.ts'
import { fileChunkBytes, fileChunkOverhead, sealedFileSize } from '../../../core/sealed/file-format.ts'
import {
  createFileOpener,
  createFileSealer,
  type FileSeal,
  type FileShape,
} from '../../../core/sealed/sealed-file.ts'
import { sealFileAsNoble } from '../../support/secretstream.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'

beforeAll(() => sodium.ready)

const random = createSeededRandom(5)
const id = attachmentId('00112233445566778899aabbccddeeff')

interface Sealed {
  readonly shape: FileShape
  readonly seal: FileSeal
  readonly plain: Uint8Array
  readonly bytes: Uint8Array
}

function sealWhole(plain: Uint8Array, of = id, step = 100_000): Sealed {
  const shape = { id: of, size: plain.length }
  const sealer = createFileSealer(sodium, shape, random)
  const parts: Uint8Array[] = []
  for (let at = 0; at < plain.length; at += step) parts.push(...sealer.write(plain.subarray(at, at + step)))
  parts.push(...sealer.end())
  return { shape, seal: sealer.seal, plain, bytes: concatBytes(...parts) }
}

/** What a reader is shown, or why nothing. */
function openWhole({ shape, seal, bytes }: Omit<Sealed, 'plain'>, step = 50_000): Uint8Array | string {
  const opener = createFileOpener(sodium, shape, seal)
  if (!opener.ok) return opener.failure
  const parts: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += step) {
    const opened = opener.value.write(bytes.subarray(at, at + step))
    if (!opened.ok) return opened.failure
    parts.push(...opened.value)
  }
  const ended = opener.value.end()
  return ended.ok ? concatBytes(...parts) : ended.failure
}

/** Comparing a million items one by one takes seconds. */
const isWhole = (opened: Uint8Array | string, plain: Uint8Array): boolean =>
  typeof opened !== 'string' && bytesEqual(opened, plain)

describe('a sealed file', () => {
  test.each([0, 1, 256, 257, 65_535, 65_536, 65_537, 131_072, 200_000, 1_048_577])(
    '[FI1][FI2] of %i bytes opens as it was, whatever it is cut into on the way',
    (size) => {
      const plain = createSeededRandom(size).bytes(size)
      const sealed = sealWhole(plain, id, 70_001)
      expect(sealed.bytes.length).toBe(sealedFileSize(size))
      expect(sealed.seal.size).toBe(sealed.bytes.length)
      for (const step of [1_000, fileChunkBytes + fileChunkOverhead, 10_000_000]) {
        expect(isWhole(openWhole(sealed, step), plain)).toBe(true)
      }
    },
  )

  test('[FI2] shows by its length no more of its size than padding does', () => {
    expect([1, 100, 256].map(sealedFileSize)).toEqual([273, 273, 273])
    expect(sealedFileSize(10_000_001)).toBe(sealedFileSize(10_200_000))
  })

  test('[FI1] is sealed under a key of its own', () => {
    const plain = Uint8Array.of(1, 2, 3)
    const [first, second] = [sealWhole(plain), sealWhole(plain)]
    expect(first.seal.key).not.toEqual(second.seal.key)
    expect(first.bytes).not.toEqual(second.bytes)
  })
})

describe('frozen vectors', () => {
  const key = Uint8Array.from({ length: 32 }, (_, at) => at)
  const header = Uint8Array.from({ length: 24 }, (_, at) => 200 + at)
  const vector = (size: number): Omit<Sealed, 'bytes'> => ({
    shape: { id, size },
    seal: { key, header, size: sealedFileSize(size) },
    plain: Uint8Array.from({ length: size }, (_, at) => (at * 31 + 7) % 251),
  })

  test.each([
    [5, '712c7c1953c95e5189d87844d7dcbabcda9a75310da83bafb564780515a30758'],
    [200_000, '7e1c48498605976ced6db32de944716252a2893bfa1144ed4613033146a5b850'],
  ])('[FI1][FI2] %i bytes', (size, hash) => {
    const { plain, ...rest } = vector(size)
    const bytes = sealFileAsNoble({ id, key, header }, plain)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
    expect(isWhole(openWhole({ ...rest, bytes }), plain)).toBe(true)
  })

  test('[FI1] the first of them, byte by byte', () => {
    const { plain } = vector(5)
    const bytes = sealFileAsNoble({ id, key, header }, plain)
    expect(bytesToHex(bytes.subarray(0, 24))).toBe('d92c53a321a083c0e3bffc36e2cfb1152591ead399417017')
    expect(bytesToHex(bytes.subarray(-16))).toBe('d2d70aecb65e9e7765119dcb707a66eb')
  })

  test('[FI3] a stream whose last chunk is not marked as the last, or an earlier one is, is refused', () => {
    for (const tagOf of [() => 0, () => 3, (isLast: boolean) => (isLast ? 1 : 0)]) {
      const { plain, ...rest } = vector(200_000)
      const bytes = sealFileAsNoble({ id, key, header }, plain, tagOf)
      expect(openWhole({ ...rest, bytes })).toBe('malformed')
    }
  })

  test('[FI2] what stands after the end of the file must be zeros', () => {
    const { plain, seal } = vector(200)
    const bytes = sealFileAsNoble({ id, key, header }, plain)
    expect(openWhole({ shape: { id, size: 200 }, seal, bytes })).toEqual(plain)
    expect(openWhole({ shape: { id, size: 199 }, seal, bytes })).toBe('malformed')
  })
})

describe('a file that is not what the message says', () => {
  const plain = createSeededRandom(9).bytes(200_000)

  test('[FI3] any cut is seen', () => {
    const sealed = sealWhole(plain)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: sealed.bytes.length - 1 }), (length) => {
        const bytes = sealed.bytes.subarray(0, length)
        expect(openWhole({ ...sealed, bytes })).toMatch(/truncated|malformed/)
      }),
      { numRuns: 40 },
    )
    const chunk = fileChunkBytes + fileChunkOverhead
    for (const chunks of [0, 1, 2, 3])
      expect(openWhole({ ...sealed, bytes: sealed.bytes.subarray(0, chunks * chunk) })).toBe('truncated')
  })

  test('[FI3] any bit that is another is seen', () => {
    const sealed = sealWhole(plain)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: sealed.bytes.length * 8 - 1 }), (bit) => {
        const bytes = Uint8Array.from(sealed.bytes)
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(openWhole({ ...sealed, bytes })).toBe('malformed')
      }),
      { numRuns: 40 },
    )
  })

  test('[FI3] chunks in another order, twice or left out are seen', () => {
    const sealed = sealWhole(createSeededRandom(9).bytes(262_144))
    const length = fileChunkBytes + fileChunkOverhead
    const chunks = [0, 1, 2, 3].map((at) => sealed.bytes.subarray(at * length, (at + 1) * length))
    const order = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(order, (places) => {
        fc.pre(places.join('') !== '0123')
        const bytes = concatBytes(...places.map((place) => chunks[place] ?? new Uint8Array()))
        expect(openWhole({ ...sealed, bytes })).toBe('malformed')
      }),
      { numRuns: 40 },
    )
  })

  test('[FI3] more bytes than were said are not taken', () => {
    const sealed = sealWhole(plain)
    expect(openWhole({ ...sealed, bytes: concatBytes(sealed.bytes, Uint8Array.of(0)) })).toBe('extended')
  })

  test('[FI3] the chunks of another file do not open under its id', () => {
    const sealed = sealWhole(plain)
    const other = { id: attachmentId('f'.repeat(32)), size: sealed.shape.size }
    expect(openWhole({ ...sealed, shape: other })).toBe('malformed')
  })

  test('[FI3] sizes that do not belong together are refused before a byte is read', () => {
    const { shape, seal } = sealWhole(plain)
    for (const [size, sealedSize] of [
      [shape.size, seal.size - 1],
      [shape.size * 2, seal.size],
      [2 ** 40, sealedFileSize(2 ** 30)],
    ] as const) {
      const opener = createFileOpener(sodium, { id, size }, { ...seal, size: sealedSize })
      expect(opener).toEqual({ ok: false, failure: 'malformed' })
    }
  })

  test('[FI3] nothing more is given after a refusal', () => {
    const sealed = sealWhole(plain)
    const opener = orThrow(createFileOpener(sodium, sealed.shape, sealed.seal))
    const bad = Uint8Array.from(sealed.bytes)
    bad[10] = (bad[10] ?? 0) ^ 1
    expect(opener.write(bad)).toEqual({ ok: false, failure: 'malformed' })
    expect(opener.write(sealed.bytes.subarray(0, 10))).toEqual({ ok: false, failure: 'malformed' })
    expect(opener.end()).toEqual({ ok: false, failure: 'malformed' })
  })
})
