import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { bytesToHex } from '../../../../core/base/bytes.ts'
import { createKeptPictures } from '../../../../main/files/kept-pictures.ts'
import { pngOf } from '../../../support/pictures.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const random = createSeededRandom(5)
const key = random.bytes(32)
const hashes = Array.from({ length: 30 }, () => bytesToHex(random.bytes(32)))
const setup = (limit = 20) => {
  const folder = path.join(temporaryFolder(), 'pictures')
  return { folder, open: (with_ = key) => createKeptPictures({ folder, key: with_, random, limit }) }
}
const [hash = '', other = ''] = hashes

test('[PF5] what was seen is there again, sealed: for no other key, hash or bytes', async () => {
  const { folder, open } = setup()
  const png = pngOf(6, 6)
  await open().keep(hash, png)
  expect(await open().read(hash)).toEqual(png)
  expect(await open().read(other)).toBeUndefined()
  expect(await open(random.bytes(32)).read(hash)).toBeUndefined()
  const onDisk = await readFile(path.join(folder, hash))
  expect(onDisk.includes('IHDR')).toBe(false)
  await writeFile(path.join(folder, other), onDisk)
  expect(await open().read(other)).toBeUndefined()
  onDisk[30] = (onDisk[30] ?? 0) ^ 1
  await writeFile(path.join(folder, hash), onDisk)
  expect(await open().read(hash)).toBeUndefined()
})

test('[PF5] the oldest go when there are too many', async () => {
  const { folder, open } = setup()
  const kept = open()
  for (const [index, each] of hashes.entries()) {
    await kept.keep(each, pngOf(1, 1))
    await utimes(path.join(folder, each), index, index)
  }
  const left = await readdir(folder)
  expect(left.length).toBeLessThanOrEqual(20)
  expect(left).toContain(hashes.at(-1))
  expect(left).not.toContain(hash)
})
