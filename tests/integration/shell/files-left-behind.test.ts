/** Files that nobody will ever ask for, and uploads that the end of the app cuts. */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { SealedFile } from '../../../core/bridge/files-contract.ts'
import { attach, naming, random, recordsIn, setupFiles, uploaded } from '../../support/account-files.ts'
import { sha256 } from '../../support/file-client.ts'

test('[FI15] what went up for a message that was never written waits again, and is taken from the relay once it is dropped', async () => {
  const { ada, channel, open, onRelay } = await setupFiles()
  const first = open(ada)
  const [lost, kept] = [
    await attach(first.files, channel, random.bytes(5_000)),
    await attach(first.files, channel, random.bytes(5_000)),
  ]
  orThrow(await first.files.send([lost.id, kept.id]))
  await uploaded(first.files)
  const statusOf = async ({ id }: SealedFile): Promise<number> => (await onRelay.fetch(id)).status
  await expect.poll(async () => [await statusOf(lost), await statusOf(kept)]).toEqual([200, 200])
  expect(recordsIn(first.folder)).toHaveLength(2)
  await first.files.close() // the app ends before the message of the first is in the journal

  const again = open(ada, { folder: first.folder, entries: [naming(kept), { bytes: random.bytes(99) }] })
  expect(orThrow(await again.files.waiting())).toEqual([{ id: lost.id, isFromBefore: true }])
  orThrow(await again.files.drop(lost.id))
  await expect.poll(async () => [await statusOf(lost), await statusOf(kept)]).toEqual([404, 200])
  await expect.poll(() => recordsIn(first.folder)).toEqual([])
  expect(readdirSync(first.folder)).toEqual([kept.id])
})

test('[FI15] [FI17] what was sent, on its way or there, for a message that was never written is sent for another one', async () => {
  const { ada, channel, open, onRelay } = await setupFiles()
  const first = open(ada)
  const there = await attach(first.files, channel, random.bytes(5_000))
  orThrow(await first.files.send([there.id]))
  await uploaded(first.files)
  await first.files.close()
  const offline = open(ada, {
    folder: first.folder,
    fetch: () => Promise.reject(new TypeError('no network')),
  })
  const under = await attach(offline.files, channel, random.bytes(5_000))
  orThrow(await offline.files.send([under.id]))
  await offline.files.close()

  const again = open(ada, { folder: first.folder })
  const ids = orThrow(await again.files.waiting()).map(({ id }) => id)
  expect(ids.toSorted()).toEqual([there.id, under.id].toSorted())
  expect(await again.files.transfers()).toEqual([])
  orThrow(await again.files.send(ids))
  await again.files.named([naming(there), naming(under)])
  await uploaded(again.files)
  await expect.poll(() => recordsIn(first.folder)).toEqual([])
  for (const { id, sha256: hash } of [there, under])
    expect(sha256((await onRelay.fetch(id)).bytes)).toBe(Buffer.from(hash).toString('hex'))
})

test('[FI15] a file is done with once the journal has its message; where the journal cannot be read nothing is taken away', async () => {
  const { ada, channel, open, onRelay } = await setupFiles()
  const first = open(ada)
  const [early, late] = [
    await attach(first.files, channel, random.bytes(5_000)),
    await attach(first.files, channel, random.bytes(5_000)),
  ]
  orThrow(await first.files.send([early.id]))
  await uploaded(first.files)
  await expect.poll(async () => (await onRelay.fetch(early.id)).status).toBe(200)
  await first.files.named([naming(early)])
  await expect.poll(() => recordsIn(first.folder)).toEqual([`${late.id}.record`])
  orThrow(await first.files.send([late.id]))
  await first.files.close()
  const again = open(ada, { folder: first.folder, entries: 'unreadable' })
  await again.files.transfers()
  await uploaded(again.files)
  await expect.poll(() => recordsIn(first.folder)).toEqual([])
  for (const { id } of [early, late]) expect((await onRelay.fetch(id)).status).toBe(200)
})

test('[FI12] an upload that the end of the app cuts in the middle goes on at the next start', async () => {
  const { ada, channel, open, onRelay } = await setupFiles()
  const ended: { close?: () => Promise<void>; closing?: Promise<void> | undefined } = {}
  const first = open(ada, {
    fetch: async (url, options) => {
      const answer = await fetch(url, options)
      if (options.method === 'PATCH') ended.closing ??= ended.close?.()
      return answer
    },
  })
  ended.close = first.files.close
  const sealed = await attach(first.files, channel, random.bytes(1_500_000))
  orThrow(await first.files.send([sealed.id]))
  await first.files.named([naming(sealed)])
  await expect.poll(() => ended.closing !== undefined).toBe(true)
  await ended.closing
  expect(recordsIn(first.folder)).toHaveLength(1)
  const again = open(ada, { folder: first.folder, entries: [naming(sealed)] })
  await again.files.transfers()
  await uploaded(again.files)
  expect(sha256((await onRelay.fetch(sealed.id)).bytes)).toBe(Buffer.from(sealed.sha256).toString('hex'))
})

test('[FI16] the files of a message that is taken back go from disk and relay, however long the relay is away', async () => {
  const { ada, bob, channel, open, onRelay } = await setupFiles()
  const { files, folder } = open(ada)
  const sealed = await attach(files, channel, random.bytes(5_000))
  orThrow(await files.send([sealed.id]))
  await files.named([naming(sealed)])
  await uploaded(files)
  await expect.poll(() => recordsIn(folder)).toEqual([])
  const others = open(bob)
  orThrow(await others.files.remove([sealed.id])) // nobody takes away what another put up
  await expect.poll(() => recordsIn(others.folder)).toEqual([])
  expect((await onRelay.fetch(sealed.id)).status).toBe(200)
  await files.close()

  const offline = open(ada, { folder, fetch: () => Promise.reject(new TypeError('no network')) })
  orThrow(await offline.files.remove([sealed.id]))
  await offline.files.close()
  expect(recordsIn(folder)).toHaveLength(1)
  expect((await onRelay.fetch(sealed.id)).status).toBe(200)
  const again = open(ada, { folder })
  await again.files.transfers()
  await expect.poll(async () => (await onRelay.fetch(sealed.id)).status).toBe(404)
  await expect.poll(() => readdirSync(folder)).toEqual([])
})
