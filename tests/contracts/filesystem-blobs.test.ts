/** What every adapter of `BlobStore` (sync-server/blobs/blob-store.ts) must do; and what a full disk does to the one there is. */
import { createHash } from 'node:crypto'
import { mkdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { attachmentId, randomId } from '../../core/protocol/ids.ts'
import type { BlobStore } from '../../sync-server/blobs/blob-store.ts'
import { createFilesystemBlobs, openForWriting } from '../../sync-server/blobs/filesystem.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const random = createSeededRandom(3)
const newId = () => randomId(attachmentId, random)
const hashOf = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

function describeBlobs(name: string, create: () => BlobStore): void {
  const all = { from: 0, upTo: 1_000_000 }
  const read = async (blobs: BlobStore, id = newId(), range = all) => {
    const stream = await blobs.read(id, range)
    return stream && new Uint8Array(await buffer(stream))
  }
  describe(`${name} as a BlobStore`, () => {
    test('[FI5] keeps what was added, in order, and knows how much', async () => {
      const [blobs, id, bytes] = [create(), newId(), random.bytes(1_000)]
      expect(await blobs.length(id)).toBe(0)
      await blobs.append(id, 0, bytes.subarray(0, 400))
      expect(await blobs.length(id)).toBe(400)
      expect(await read(blobs, id)).toBeUndefined()
      await blobs.append(id, 400, bytes.subarray(400))
      const expected = { size: 1_000, hash: hashOf(bytes) }
      for (let time = 0; time < 2; time++)
        expect(await blobs.finish(id, expected)).toMatchObject({ ok: true })
      expect(await read(blobs, id)).toEqual(bytes)
      expect(await read(blobs, id, { from: 10, upTo: 19 })).toEqual(bytes.slice(10, 20))
      await blobs.remove(id)
      expect([await read(blobs, id), await blobs.length(id)]).toEqual([undefined, 0])
    })

    test('[FI6] gives up what is not as expected', async () => {
      const [blobs, id, bytes] = [create(), newId(), random.bytes(1_000)]
      const damaged = { ok: false, failure: { kind: 'damaged' } }
      expect(await blobs.finish(id, { size: 1_000, hash: hashOf(bytes) })).toEqual(damaged)
      for (const expected of [
        { size: 999, hash: hashOf(bytes) },
        { size: 1_000, hash: hashOf(random.bytes(3)) },
      ]) {
        await blobs.append(id, 0, bytes)
        expect(await blobs.finish(id, expected)).toEqual(damaged)
        expect(await blobs.length(id)).toBe(0)
      }
    })
  })
}

describeBlobs('a file system', () =>
  createFilesystemBlobs({ folder: temporaryFolder(), openFile: openForWriting }),
)

describe('a file system', () => {
  test('[FI10] that is full takes nothing of a piece, and goes on when there is room', async () => {
    let isFull = false
    const blobs = createFilesystemBlobs({
      folder: temporaryFolder(),
      openFile: async (file) => {
        const handle = await openForWriting(file)
        if (!isFull) return handle
        return Object.assign(handle, {
          appendFile: async (bytes: Uint8Array) => {
            await handle.write(bytes, 0, 100)
            throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
          },
        })
      },
    })
    const [id, bytes] = [newId(), random.bytes(1_000)]
    await blobs.append(id, 0, bytes.subarray(0, 300))
    isFull = true
    await expect(blobs.append(id, 300, bytes.subarray(300))).rejects.toMatchObject({ kind: 'full' })
    expect(await blobs.length(id)).toBe(300)
    isFull = false
    await blobs.append(id, 300, bytes.subarray(300))
    expect(await blobs.finish(id, { size: 1_000, hash: hashOf(bytes) })).toMatchObject({ ok: true })
  })

  test('[FI10] a crash between a file and the note of it harms nothing', async () => {
    const folder = temporaryFolder()
    const blobs = createFilesystemBlobs({ folder, openFile: openForWriting })
    const [id, bytes] = [newId(), random.bytes(1_000)]
    await blobs.append(id, 0, bytes)
    const whole = path.join(folder, id.slice(0, 2), id.slice(2, 4), id)
    mkdirSync(path.dirname(whole), { recursive: true })
    renameSync(`${whole}.part`, whole)
    expect(await blobs.length(id)).toBe(1_000)
    expect(await blobs.finish(id, { size: 1_000, hash: hashOf(bytes) })).toMatchObject({ ok: true })
  })
})
