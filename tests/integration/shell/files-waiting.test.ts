/** Files that came in and were not sent yet, over the end of the app. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { concatBytes } from '../../../core/base/bytes.ts'
import { orThrow } from '../../../core/base/defect.ts'
import type { AttachmentId } from '../../../core/protocol/ids.ts'
import type { Files } from '../../../main/files/files.ts'
import { attach, naming, random, recordsIn, setupFiles, uploaded } from '../../support/account-files.ts'
import { sha256 } from '../../support/file-client.ts'

const away = (): Promise<never> => Promise.reject(new TypeError('no network'))
const waitingIn = async (files: Files): Promise<ReadonlyArray<AttachmentId>> =>
  orThrow(await files.waiting()).map(({ id }) => id)

test('[FI17] what came in and was not sent is there after a start without a network, sealed, and is sent then as it was', async () => {
  const { ada, channel, open, onRelay } = await setupFiles()
  const first = open(ada, { fetch: away })
  const bytes = concatBytes(new TextEncoder().encode('a secret that is easy to find'), random.bytes(300_000))
  const sealed = await attach(first.files, channel, bytes)
  const other = await attach(first.files, channel, random.bytes(10))
  expect(orThrow(await first.files.waiting())).toEqual([
    { id: sealed.id, isFromBefore: false },
    { id: other.id, isFromBefore: false },
  ])
  // The app is killed: nothing is closed, and what runs anew finds the folder as it lies there.
  const again = open(ada, { folder: first.folder, fetch: away })
  expect(orThrow(await again.files.waiting()).toSorted((one, two) => (one.id < two.id ? -1 : 1))).toEqual(
    [sealed.id, other.id].toSorted().map((id) => ({ id, isFromBefore: true })),
  )
  expect(await again.files.transfers()).toEqual([])
  for (const name of readdirSync(first.folder)) {
    const lying = readFileSync(path.join(first.folder, name))
    expect(lying.includes('easy to find')).toBe(false)
    expect(lying.includes(channel)).toBe(false)
    expect(lying.includes(Buffer.from(sealed.seal.key))).toBe(false)
  }
  // It opens here: what was recorded can be listened to.
  const ticket = orThrow(await again.files.fetch({ ...sealed, size: bytes.length }))
  expect(orThrow(await again.files.read(ticket, 0)).subarray(0, 29)).toEqual(bytes.subarray(0, 29))
  await again.files.close()

  const online = open(ada, { folder: first.folder })
  expect(await waitingIn(online.files)).toContain(sealed.id)
  orThrow(await online.files.send([sealed.id]))
  await online.files.named([naming(sealed)])
  await uploaded(online.files)
  expect(sha256((await onRelay.fetch(sealed.id)).bytes)).toBe(Buffer.from(sealed.sha256).toString('hex'))
  expect(await waitingIn(online.files)).toEqual([other.id])
  await online.files.close()
  const last = open(ada, { folder: first.folder, entries: [naming(sealed)] })
  expect(await waitingIn(last.files)).toEqual([other.id])
})

test('[FI17] what is dropped leaves nothing, here and at the next start', async () => {
  const { ada, channel, open } = await setupFiles()
  const first = open(ada)
  const [one, two] = [
    await attach(first.files, channel, random.bytes(5_000)),
    await attach(first.files, channel, random.bytes(5_000)),
  ]
  orThrow(await first.files.drop(one.id))
  expect(readdirSync(first.folder).toSorted()).toEqual([two.id, `${two.id}.record`])
  await first.files.close()
  const again = open(ada, { folder: first.folder })
  orThrow(await again.files.drop(two.id))
  expect(readdirSync(first.folder)).toEqual([])
  expect(await waitingIn(again.files)).toEqual([])
})

test.each(['without its file', 'with a part of its file', 'spoilt'])(
  '[FI17] a record %s, as the end of the app or a disk left it, is cleaned up at the next start',
  async (how) => {
    const { ada, channel, open } = await setupFiles()
    const first = open(ada)
    const [cut, kept] = [
      await attach(first.files, channel, random.bytes(5_000)),
      await attach(first.files, channel, random.bytes(5_000)),
    ]
    await first.files.close()
    const at = path.join(first.folder, cut.id)
    if (how === 'without its file') rmSync(at)
    else if (how === 'with a part of its file') writeFileSync(at, readFileSync(at).subarray(0, 100))
    else writeFileSync(`${at}.record`, random.bytes(120))
    const again = open(ada, { folder: first.folder })
    expect(await waitingIn(again.files)).toEqual([kept.id])
    expect(recordsIn(first.folder)).toEqual([`${kept.id}.record`])
    expect((await again.files.send([cut.id])).ok).toBe(false)
  },
)

test('[FI17] what waits neither makes room for what is fetched nor goes into a backup', async () => {
  const { ada, bob, channel, open } = await setupFiles()
  const others = open(bob)
  const theirs = await attach(others.files, channel, random.bytes(5_000))
  orThrow(await others.files.send([theirs.id]))
  await uploaded(others.files)
  const first = open(ada)
  const own = await attach(first.files, channel, random.bytes(5_000))
  await first.files.close()
  const again = open(ada, { folder: first.folder, keptBytes: 0 })
  orThrow(await again.files.fetch({ ...theirs, size: 5_000 }))
  expect(await waitingIn(again.files)).toEqual([own.id])
  expect(readdirSync(first.folder).toSorted()).toEqual([own.id, `${own.id}.record`, theirs.id].toSorted())
  expect(orThrow(await again.files.kept()).map(({ id }) => id)).toEqual([theirs.id])
})
