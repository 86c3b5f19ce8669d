/** Attached files in backups of whole profiles. */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import type { BackupRead } from '../../../../core/bridge/backup-contract.ts'
import type { Bridge } from '../../../../core/bridge/contract.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { register, setupProfile } from '../profile-kit.ts'

const passphrase = 'a passphrase to keep'
const random = createSeededRandom(3)
/** A sealed file is random bytes to whoever has no key. */
const [small, large] = [random.bytes(70_000), random.bytes(2_500_000)]
const [smallId, largeId, recordId] = ['1'.repeat(32), '2'.repeat(32), '3'.repeat(32)]
const pieceBytes = 700_001

/** An account with these files in its folder, of which the first was used last, and where its backups go. */
async function setup(files: Readonly<Record<string, Uint8Array>>) {
  const places = temporaryFolder()
  const { start, folder } = setupProfile()
  const app = await start({ choosePlace: async (name) => path.join(places, name) })
  const bridge = app.bridgeAt(1)
  await register(bridge, 'ada')
  await bridge['keys.state']({}) // by then it has an identity
  const held = path.join(folder, 'accounts', 'ada', 'files')
  mkdirSync(held, { recursive: true })
  for (const [at, [name, bytes]] of Object.entries(files).entries()) {
    writeFileSync(path.join(held, name), bytes)
    utimesSync(path.join(held, name), 1_700_000_000 - at, 1_700_000_000 - at)
  }
  return { bridge, places, held }
}

async function make(bridge: Bridge, withFiles: boolean, every?: 'day'): Promise<string> {
  const begun = await bridge['backup.begin']({
    name: 'ada.tidings',
    passphrase,
    withFiles,
    ...(every && { every }),
  })
  return finish(bridge, orThrow(begun).ticket)
}

async function finish(bridge: Bridge, ticket: number): Promise<string> {
  for (let last = -1; ;) {
    const { done, total } = orThrow(await bridge['backup.writeFiles']({ ticket }))
    expect(done).toBeGreaterThan(last)
    if (done === total) break
    last = done
  }
  return orThrow(await bridge['backup.finish']({ ticket }))
}

/** `begun`: once the first piece is read. */
async function readInto(
  bridge: Bridge,
  file: string,
  into?: number,
  begun: () => void = () => undefined,
): Promise<readonly [BackupRead, number]> {
  const ticket = await bridge['backup.open']({ passphrase, ...(into !== undefined && { into }) })
  const all = readFileSync(file)
  for (let at = 0; at < all.length; at += pieceBytes) {
    const bytes = Uint8Array.from(all.subarray(at, at + pieceBytes))
    orThrow(await bridge['backup.feed']({ ticket, bytes }))
    if (at === 0) begun()
  }
  return [orThrow(await bridge['backup.end']({ ticket })), ticket]
}

interface Meanwhile {
  /** Before files come to the folder of its account. */
  readonly before?: (held: string) => void
  /** While the first of them comes. */
  readonly during?: (held: string) => void
}

/** On an empty device. */
async function restore(file: string, { before, during }: Meanwhile = {}) {
  const { start, folder } = setupProfile()
  const bridge = (await start()).bridgeAt(1)
  const [, ticket] = await readInto(bridge, file)
  const held = path.join(folder, 'accounts', 'ada', 'files')
  orThrow(await bridge['backup.adopt']({ ticket, passphrase }))
  before?.(held)
  const [read, second] = await readInto(bridge, file, ticket, () => during?.(held))
  await bridge['backup.close']({ ticket: second })
  const entered = await bridge['backup.enter']({ ticket })
  return { read, held, entered }
}

test('[BU3] [BU11] [BU12] files go into a backup as they lie here, are counted by who checks it, and come back as they were', async () => {
  const { bridge, held } = await setup({ [smallId]: small, [largeId]: large, [`${recordId}.in`]: small })
  expect(await bridge['backup.filesHere']({})).toEqual({ ok: true, value: { count: 2, bytes: 2_570_000 } })
  const before = [smallId, largeId].map((id) => statSync(path.join(held, id)).mtimeMs)
  const file = await make(bridge, true)
  expect(readFileSync(file)[8]).toBe(2)
  // Copied is not used: what is wanted least goes first, as before.
  expect([smallId, largeId].map((id) => statSync(path.join(held, id)).mtimeMs)).toEqual(before)
  expect([smallId, largeId].map((id) => statSync(path.join(held, id)).atimeMs)).toEqual(before)

  const [checked] = await readInto(bridge, file)
  expect(checked).toMatchObject({ files: { count: 2, bytes: 2_570_000 }, filesMissed: 0 })
  const back = await restore(file)
  expect(back.entered).toMatchObject({ ok: true })
  expect(back.read.filesMissed).toBe(0)
  expect(readdirSync(back.held).toSorted()).toEqual([smallId, largeId])
  expect(readFileSync(path.join(back.held, smallId)).equals(small)).toBe(true)
  expect(readFileSync(path.join(back.held, largeId)).equals(large)).toBe(true)
  // The one that was used last is to stay longest here too.
  const [used, older] = [smallId, largeId].map((id) => statSync(path.join(back.held, id)).mtimeMs)
  expect(used).toBeGreaterThan(older ?? 0)
})

test('[BU11] whoever wants none has none in it, and apps of before open it', async () => {
  const { bridge } = await setup({ [smallId]: small })
  const file = await make(bridge, false)
  expect(readFileSync(file)[8]).toBe(1)
  expect((await readInto(bridge, file))[0].files).toEqual({ count: 0, bytes: 0 })
})

test('[BU11] one that is made again by itself has files, or none, as the first', async () => {
  for (const withFiles of [true, false]) {
    const { bridge, places, held } = await setup({})
    await make(bridge, withFiles, 'day')
    writeFileSync(path.join(held, largeId), large)
    const { ticket } = orThrow(await bridge['backup.beginAgain']({ name: 'again.tidings' }))
    await finish(bridge, ticket)
    const [read] = await readInto(bridge, path.join(places, 'again.tidings'))
    expect(read.files.count).toBe(withFiles ? 1 : 0)
  }
})

test('[BU11] what is left of the files goes in with the end, also where nobody asked for it', async () => {
  const { bridge } = await setup({ [smallId]: small, [largeId]: large })
  const { ticket } = orThrow(
    await bridge['backup.begin']({ name: 'ada.tidings', passphrase, withFiles: true }),
  )
  const [read] = await readInto(bridge, orThrow(await bridge['backup.finish']({ ticket })))
  expect(read.files.count).toBe(2)
})

test('[BU11] a file that has gone meanwhile is left out; one that cannot be read ends the backup, and says so', async () => {
  const { bridge, held, places } = await setup({ [smallId]: small, [largeId]: large })
  const begin = () => bridge['backup.begin']({ name: 'ada.tidings', passphrase, withFiles: true })
  const { ticket } = orThrow(await begin())
  rmSync(path.join(held, smallId))
  const [read] = await readInto(bridge, await finish(bridge, ticket))
  expect(read.files).toEqual({ count: 1, bytes: large.length })

  const next = orThrow(await begin())
  rmSync(path.join(held, largeId))
  mkdirSync(path.join(held, largeId))
  expect(await bridge['backup.writeFiles']({ ticket: next.ticket })).toMatchObject({
    failure: { kind: 'files' },
  })
  expect(await bridge['backup.finish']({ ticket: next.ticket })).toMatchObject({
    failure: { kind: 'cancelled' },
  })
  expect(readdirSync(places)).toEqual(['ada.tidings'])
})

test('[BU12] a disk that is full takes no more of a file; the account comes all the same, and what found no room is counted', async () => {
  const { bridge } = await setup({ [largeId]: large, [smallId]: small })
  const { read, held, entered } = await restore(await make(bridge, true), {
    during: (folder) => symlinkSync('/dev/full', path.join(folder, `${smallId}.in`)),
  })
  expect(entered).toMatchObject({ ok: true })
  expect(read).toMatchObject({ files: { count: 2 }, filesMissed: 1 })
  expect(readdirSync(held)).toEqual([largeId])
})

test('[BU12] where no file can be put at all the account comes without them', async () => {
  const { bridge } = await setup({ [largeId]: large, [smallId]: small })
  const { read, entered } = await restore(await make(bridge, true), {
    before: (folder) => writeFileSync(folder, 'no folder can be made here'),
  })
  expect(entered).toMatchObject({ ok: true })
  expect(read.filesMissed).toBe(2)
})

test('[BU12] a file that lies there already is not written over', async () => {
  const { bridge } = await setup({ [largeId]: large, [smallId]: small })
  const { read, held } = await restore(await make(bridge, true), {
    during: (folder) => writeFileSync(path.join(folder, smallId), 'newer'),
  })
  expect(read.filesMissed).toBe(0)
  expect(readFileSync(path.join(held, smallId), 'utf8')).toBe('newer')
  expect(readFileSync(path.join(held, largeId)).equals(large)).toBe(true)
})
