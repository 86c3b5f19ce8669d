/** What the search gets of files: from this disk alone. */
import { readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { SealedFile } from '../../../core/bridge/files-contract.ts'
import { searchedPieceBytes, searchedWholeBytes } from '../../../core/bridge/searched-bytes.ts'
import { attach, naming, setupFiles, uploaded } from '../../support/account-files.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = utf8('Bring the astrolabe')
const first = { at: 0, upTo: searchedPieceBytes }
const wanted = (file: SealedFile, size: number) => ({ ...file, size })

test('[FI18] a file begins as it was written for who sent it and, once fetched, for who got it; until then nothing is asked of the relay', async () => {
  const { ada, bob, channel, open } = await setupFiles()
  const { files } = open(ada)
  const file = await attach(files, channel, text)
  expect(orThrow(await files.kept())).toEqual([])
  orThrow(await files.send([file.id]))
  await files.named([naming(file)])
  expect(orThrow(await files.beginning(wanted(file, text.length), first))).toEqual(text)
  expect(orThrow(await files.kept()).map(({ id }) => id)).toEqual([file.id])
  await uploaded(files)
  let asked = 0
  const other = open(bob, {
    fetch: (url, options) => {
      asked++
      return fetch(url, options)
    },
  })
  expect(await other.files.beginning(wanted(file, text.length), first)).toEqual({
    ok: false,
    failure: { kind: 'not-there' },
  })
  expect(asked).toBe(0)
  orThrow(await other.files.fetch(wanted(file, text.length)))
  const before = asked
  expect(orThrow(await other.files.beginning(wanted(file, text.length), first))).toEqual(text)
  expect(asked).toBe(before)
  await other.files.close()
  const again = open(bob, { folder: other.folder })
  expect(orThrow(await again.files.kept()).map(({ id }) => id)).toEqual([file.id])
  expect(orThrow(await again.files.beginning(wanted(file, text.length), first))).toEqual(text)
})

test('[FI18] of a line of 10 MB only the beginning is read, whatever lies behind it', async () => {
  const { ada, channel, open } = await setupFiles()
  const { files, folder } = open(ada)
  const line = new Uint8Array(10_485_760).fill(0x78)
  const file = await attach(files, channel, line)
  const sealed = path.join(folder, file.id)
  const bytes = readFileSync(sealed)
  writeFileSync(sealed, bytes.fill(0, 5 * 65_536)) // nothing of this is looked at
  expect(orThrow(await files.beginning(wanted(file, line.length), first))).toEqual(
    line.subarray(0, searchedPieceBytes),
  )
})

test('[FI18] what is searched in whole comes piece by piece, each chunk checked, up to what is asked for', async () => {
  const { ada, channel, open } = await setupFiles()
  const { files, folder } = open(ada)
  const size = 2 * searchedPieceBytes + 70_000
  const bytes = Uint8Array.from({ length: size }, (_, index) => index % 251)
  const file = await attach(files, channel, bytes)
  const other = await attach(files, channel, text)
  const piece = (at: number, upTo: number = searchedWholeBytes) =>
    files.beginning(wanted(file, size), { at, upTo })
  const whole = async (): Promise<ReadonlyArray<number>> => {
    const lengths: Array<number> = []
    for (let at = 0; at < size; at += lengths.at(-1) ?? 0) {
      const read = orThrow(await piece(at))
      expect(read).toEqual(bytes.subarray(at, at + searchedPieceBytes))
      lengths.push(read.length)
    }
    return lengths
  }
  expect(await whole()).toEqual([searchedPieceBytes, searchedPieceBytes, 70_000])
  orThrow(await piece(0))
  expect(orThrow(await piece(searchedPieceBytes, searchedPieceBytes + 5))).toHaveLength(5)
  const cancelled = { ok: false, failure: { kind: 'cancelled' } }
  expect(await piece(2 * searchedPieceBytes)).toEqual(cancelled)
  orThrow(await piece(0))
  expect(await piece(2 * searchedPieceBytes)).toEqual(cancelled)
  orThrow(await files.beginning(wanted(other, text.length), first))
  expect(await piece(searchedPieceBytes)).toEqual(cancelled)
  const sealed = readFileSync(path.join(folder, file.id))
  writeFileSync(path.join(folder, file.id), sealed.fill(0, 6 * 65_536, 6 * 65_536 + 9))
  orThrow(await piece(0))
  expect(await piece(searchedPieceBytes)).toEqual({
    ok: false,
    failure: { kind: 'refused', why: 'malformed' },
  })
})

test('[FI18] what was cut, changed, or is of another key or length gives nothing', async () => {
  const { ada, channel, open } = await setupFiles()
  const { files, folder } = open(ada)
  const file = await attach(files, channel, text)
  const sealed = path.join(folder, file.id)
  const why = async (of: Parameters<typeof files.beginning>[0]) => {
    const read = await files.beginning(of, first)
    return !read.ok && read.failure.kind === 'refused' ? read.failure.why : read
  }
  const good = wanted(file, text.length)
  expect(await why({ ...good, size: 70_000 })).toBe('malformed')
  expect(await why({ ...good, seal: { ...file.seal, key: new Uint8Array(32) } })).toBe('malformed')
  const bytes = readFileSync(sealed)
  bytes[9] = (bytes[9] ?? 0) ^ 1
  writeFileSync(sealed, bytes)
  expect(await why(good)).toBe('malformed')
  truncateSync(sealed, bytes.length - 1)
  expect(await why(good)).toBe('truncated')
})

test('[FI18] being searched is no use of a file: it goes when it would have gone', async () => {
  const { ada, channel, open } = await setupFiles()
  const { files, folder } = open(ada)
  const file = await attach(files, channel, text)
  const sealed = path.join(folder, file.id)
  utimesSync(sealed, 1_000, 1_000)
  orThrow(await files.beginning(wanted(file, text.length), first))
  expect(statSync(sealed).atimeMs).toBe(1_000_000)
})
