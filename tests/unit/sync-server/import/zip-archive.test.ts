import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { writeZip, type ZipFile } from '../../../../bench/lib/zip-writer.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import {
  defaultZipLimits,
  nameFault,
  openZip,
  type ZipArchive,
  type ZipLimits,
} from '../../../../sync-server/import/zip-archive.ts'
import { testFile, testZip } from '../../../support/slack-export.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

async function setupZip(files: ReadonlyArray<ZipFile>, limits: Partial<ZipLimits> = {}): Promise<ZipArchive> {
  const zip = orThrow(await openZip(testZip(files), { ...defaultZipLimits, ...limits }))
  onTestFinished(zip.close)
  return zip
}

const openBytes = async (bytes: Uint8Array, limits: Partial<ZipLimits> = {}): ReturnType<typeof openZip> =>
  openZip(testFile(bytes), { ...defaultZipLimits, ...limits })

test('files are listed in the order of the archive and read one at a time', async () => {
  const zip = await setupZip([
    { name: 'b/', content: '' },
    { name: 'b/1.json', content: 'one' },
    { name: 'ä.json', content: '' },
  ])
  expect(zip.names).toEqual(['b/1.json', 'ä.json'])
  expect(orThrow(await zip.read('b/1.json')).toString()).toBe('one')
  expect(orThrow(await zip.read('ä.json'))).toHaveLength(0)
  expect(zip.sizeOf('b/1.json')).toBe(3)
})

describe('a file that is no zip is a failure in words', () => {
  const whole = writeZip([{ name: 'users.json', content: randomBytes(1_000) }])
  test.each([
    ['empty', Buffer.alloc(0)],
    ['random', randomBytes(5_000)],
    ['cut in the middle', whole.subarray(0, 600)],
    ['with a directory that lies outside', Buffer.concat([whole.subarray(-22)])],
  ])('%s', async (_, bytes) => {
    expect(await openBytes(bytes)).toMatchObject({ ok: false, failure: { kind: 'unreadable' } })
  })

  test('a folder, and nothing at all', async () => {
    const folder = temporaryFolder()
    await mkdir(path.join(folder, 'x.zip'))
    for (const name of ['x.zip', 'none.zip']) {
      expect(await openZip(path.join(folder, name), defaultZipLimits)).toMatchObject({ ok: false })
    }
  })
})

describe('a zip that was cut off', () => {
  const days = ['one', 'two', 'three'].map((word) => ({ name: `${word}.json`, content: word.repeat(100) }))
  const streamed = days.map((day) => ({ ...day, streamed: true }) as const)

  test.each([
    ['written at once', days],
    ['written as a stream', streamed],
  ])('%s: is read up to there, wherever that is', async (_, files) => {
    const whole = writeZip(files)
    const expected = new Map(days.map(({ name, content }) => [name, content]))
    const counts = new Set<number>()
    for (let end = 0; end < whole.length; end++) {
      const opened = await openBytes(whole.subarray(0, end))
      if (!opened.ok) continue
      const zip = opened.value
      expect(zip.isTorn).toBe(true)
      counts.add(zip.names.length)
      for (const name of zip.names) expect(orThrow(await zip.read(name)).toString()).toBe(expected.get(name))
      zip.close()
    }
    expect([...counts]).toEqual([1, 2, 3])
  })

  test('the same limits and checks hold', async () => {
    const hostile = writeZip([
      { name: '../x', content: 'x' },
      { name: 'a.json', content: Buffer.alloc(4_000_000) },
    ])
    const torn = hostile.subarray(0, -22)
    expect(await openBytes(torn, { harmlessBytes: 0 })).toMatchObject({ failure: { kind: 'bomb' } })
    const zip = orThrow(await openBytes(torn))
    expect(zip).toMatchObject({
      isTorn: true,
      names: ['a.json'],
      refused: [{ name: '../x', why: 'outside' }],
    })
    zip.close()
    const stream = writeZip([{ name: 'a.json', content: Buffer.alloc(4_000_000), streamed: true }]).subarray(
      0,
      -22,
    )
    expect(await openBytes(stream, { fileBytes: 1_000_000 })).toMatchObject({ ok: false })
  })
})

test('any one byte of a zip may be another: nothing throws, and what is read is what was written', async () => {
  const content = 'a line of chat\n'.repeat(20)
  const whole = writeZip([{ name: 'a.json', content }])
  for (let at = 0; at < whole.length; at++) {
    const damaged = Buffer.from(whole)
    damaged[at] = (damaged[at] ?? 0) ^ 0xff
    const opened = await openBytes(damaged)
    if (!opened.ok) continue
    for (const name of opened.value.names) {
      const read = await opened.value.read(name)
      if (read.ok) expect(read.value.toString()).toBe(content)
    }
    opened.value.close()
  }
})

describe('names', () => {
  test.each([
    ['../users.json', 'outside'],
    ['a/../../b', 'outside'],
    ['./a', 'outside'],
    ['/etc/passwd', 'outside'],
    ['C:/x', 'outside'],
    ['', 'outside'],
    ['a\0.json', 'control'],
    ['a\u001b[2J', 'control'],
    ['a\u202Ejson', 'control'],
    ['x'.repeat(301), 'too-long'],
    ['general/2020-01-01.json', undefined],
    ['über/..hidden', undefined],
  ])('%j: %s', (name, fault) => {
    expect(nameFault(name, 300)).toBe(fault)
  })

  test('hostile ones are passed over and told, the rest is read', async () => {
    const zip = await setupZip([
      { name: String.raw`..\..\evil.json`, content: 'evil' },
      { name: 'a\u001b[2J.json', content: 'evil' },
      { name: 'ok.json', content: 'first' },
      { name: 'ok.json', content: 'second' },
    ])
    expect(zip.names).toEqual(['ok.json'])
    expect(orThrow(await zip.read('ok.json')).toString()).toBe('first')
    expect(zip.refused).toEqual([
      { name: '../../evil.json', why: 'outside' },
      { name: 'a\uFFFD[2J.json', why: 'control' },
      { name: 'ok.json', why: 'twice' },
    ])
  })
})

describe('bombs and lies', () => {
  test('an archive that unpacks to far more than its size is not opened', async () => {
    const bomb = writeZip([{ name: 'a.json', content: Buffer.alloc(4_000_000) }])
    expect(await openBytes(bomb, { harmlessBytes: 0 })).toMatchObject({
      failure: { kind: 'bomb', bytes: 4_000_000 },
    })
  })

  test('a file over the limit is not unpacked', async () => {
    const zip = await setupZip([{ name: 'a.json', content: randomBytes(1_001) }], { fileBytes: 1_000 })
    expect(await zip.read('a.json')).toEqual({
      ok: false,
      failure: { kind: 'too-large', bytes: 1_001, limit: 1_000 },
    })
  })

  test('a file that unpacks to more than it says is stopped there', async () => {
    const zip = await setupZip([{ name: 'a.json', content: Buffer.alloc(4_000_000), claim: { bytes: 10 } }])
    expect(await zip.read('a.json')).toMatchObject({ ok: false, failure: { kind: 'damaged' } })
  })

  test('a wrong checksum and a password are told', async () => {
    const zip = await setupZip([
      { name: 'a.json', content: 'x', claim: { crc: 1 } },
      { name: 'b.json', content: 'x', claim: { flags: 0x801 } },
    ])
    expect(await zip.read('a.json')).toMatchObject({
      failure: { kind: 'damaged', detail: 'checksum differs' },
    })
    expect(await zip.read('b.json')).toMatchObject({ failure: { kind: 'encrypted' } })
  })

  test('more files than the limit are not even listed', async () => {
    const many = writeZip(Array.from({ length: 11 }, (_, index) => ({ name: `${index}`, content: 'x' })))
    expect(await openBytes(many, { files: 10 })).toMatchObject({
      failure: { kind: 'too-many-files', found: 11 },
    })
  })
})
