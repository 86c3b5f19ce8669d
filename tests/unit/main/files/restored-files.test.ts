import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { attachmentId } from '../../../../core/protocol/ids.ts'
import {
  createRestoredFiles,
  type RestoredFiles,
  type RestoredFilesDeps,
} from '../../../../main/files/restored-files.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const idOf = (digit: string) => attachmentId(digit.repeat(32))
const mebibyte = 1_048_576

function setup(deps: Partial<RestoredFilesDeps> = {}) {
  const folder = path.join(temporaryFolder(), 'files')
  const clock = createVirtualClock()
  const files = createRestoredFiles({
    folder,
    keptBytes: 2 ** 30,
    freeBytes: async () => 2 ** 40,
    clock,
    ...deps,
  })
  onTestFinished(() => files.close())
  return { files, folder }
}

async function put(files: RestoredFiles, digit: string, size: number): Promise<void> {
  await files.begin({ id: idOf(digit), size })
  await files.write(new Uint8Array(size).fill(Number.parseInt(digit, 16)))
  await files.end()
}

test('[BU12] of more than the device keeps, those that come first are taken, and no others', async () => {
  const { files, folder } = setup({ keptBytes: 250 })
  for (const digit of ['1', '2', '3', '4']) await put(files, digit, 100)
  expect(readdirSync(folder).toSorted()).toEqual([idOf('1'), idOf('2')])
  expect(files.missed()).toBe(2)
  await put(files, '5', 50)
  expect(files.missed()).toBe(2)
})

test('[BU12] 64 MiB of the disk stay free, for the keys and for what is written next', async () => {
  let free = 64 * mebibyte + 150
  const { files, folder } = setup({ freeBytes: async () => free })
  await put(files, '1', 100)
  free -= 100
  await put(files, '2', 100)
  expect(readdirSync(folder)).toEqual([idOf('1')])
  expect(files.missed()).toBe(1)
})

test('[BU12] half a file is not there, neither while it comes nor once it was broken off', async () => {
  const { files, folder } = setup()
  await files.begin({ id: idOf('1'), size: 100 })
  await files.write(new Uint8Array(40))
  expect(readdirSync(folder)).toEqual([`${idOf('1')}.in`])
  await files.close()
  expect(readdirSync(folder)).toEqual([])
})

test('[BU12] what lies there stays what it is', async () => {
  const { files, folder } = setup()
  mkdirSync(folder)
  writeFileSync(path.join(folder, idOf('1')), 'newer')
  await put(files, '1', 100)
  await put(files, '2', 100)
  await put(files, '2', 50) // named twice by the backup
  expect(readFileSync(path.join(folder, idOf('1')), 'utf8')).toBe('newer')
  expect(statSync(path.join(folder, idOf('2'))).size).toBe(100)
  expect(files.missed()).toBe(0)
})
