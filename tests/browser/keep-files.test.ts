import { expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { createCell } from '../../core/base/readable.ts'
import { fail, ok } from '../../core/base/result.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import { attachmentId, type AttachmentId, userId, type UserId } from '../../core/protocol/ids.ts'
import type { DirectoryView } from '../../core/engine/engine.ts'
import { keepFiles } from '../../renderer/features/attachments/keep-files.ts'
import { createPageFiles, type PageFiles } from '../../renderer/features/attachments/page-files.ts'
import { type IndexedDbStore, openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { systemRandom } from '../../renderer/platform/system.ts'
import { policiesSet } from '../support/policies.ts'
import { messageId } from '../support/shown-message.ts'
import { testConversation } from '../support/test-conversation.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

const key = await importStoreKey(Uint8Array.from({ length: 32 }, (_, index) => index))
const conversation = testConversation(1)
let users = 0
const newUser = (): UserId => userId(`cf${(++users).toString(16).padStart(30, '0')}`)
const openFor = async (user: UserId) => orThrow(await openIndexedDbStore({ user, key, random: systemRandom }))

/** Main, as far as files go: which it has, and whether that was so before it was started last. */
function createMain() {
  const held = new Map<AttachmentId, boolean>()
  const sizes = new Map<AttachmentId, number>()
  let [made, looks] = [0, 0]
  const answer = (name: string, input: { id?: AttachmentId; size?: number }): unknown => {
    const { id = attachmentId((0xffff - ++made).toString(16).padStart(32, 'a')), size = 0 } = input
    if (name === 'files.begin') sizes.set(id, size)
    if (name === 'files.finish') held.set(id, false)
    if (name === 'files.drop') held.delete(id)
    if (name === 'files.waiting') looks += 1
    switch (name) {
      case 'files.begin':
        return ok(id)
      case 'files.finish': {
        const seal = { key: new Uint8Array(32).fill(9), header: new Uint8Array(24), size: sizes.get(id) ?? 0 }
        return ok({ id, sha256: new Uint8Array(32), seal })
      }
      case 'files.waiting':
        return ok(Array.from(held, ([each, isFromBefore]) => ({ id: each, isFromBefore })))
      case 'files.transfers':
        return []
      default:
        return ok(undefined)
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- files make these calls alone
  const bridge = {
    call: async (name: string, input: object) => answer(name, input),
    listen: () => () => undefined,
  } as unknown as PageBridge
  const restart = (): void => [...held.keys()].forEach((id) => held.set(id, true))
  return { bridge, held, restart, looks: () => looks }
}
type Main = ReturnType<typeof createMain>

interface Opening {
  readonly openStore?: () => Promise<IndexedDbStore>
  readonly policies?: Parameters<typeof policiesSet>[0]
  readonly joined?: false
}

/** One page, once it has brought back what there is for it. */
async function openPage(user: UserId, { bridge, looks }: Main, opening: Opening = {}) {
  const policy = createCell(policiesSet(opening.policies ?? {}))
  const files = createPageFiles({ bridge, policy, clock: createVirtualClock() })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- where the person is, and no more
  const inIt = {
    loaded: true,
    workspaces: [{ channels: [{ id: conversation, joined: opening.joined }], directs: [], documents: [] }],
  } as unknown as DirectoryView
  const directory = createCell<DirectoryView>({ loaded: false, workspaces: [] })
  const window = new EventTarget()
  const openStore = opening.openStore ?? (() => openFor(user))
  const before = looks()
  const stop = keepFiles({
    files,
    user,
    openStore: () => openStore().then(ok, () => fail('none')),
    bridge,
    locks: navigator.locks,
    directory,
    window,
  })
  const end = async (): Promise<void> => {
    await stop()
    for (const release of files.holds.values()) release() // as the browser does when a page ends
  }
  onTestFinished(end)
  directory.write(inIt)
  if (opening.openStore === undefined) await expect.poll(looks).toBeGreaterThan(before)
  const at = (root?: number) => files.drafts(user, conversation, root === undefined ? root : messageId(root))
  const left = (): void => directory.write({ loaded: true, workspaces: [] })
  return { files, end, at, left, focus: () => window.dispatchEvent(new Event('focus')) }
}

const file = (name: string, type = 'text/plain'): File => new File(['boats'], name, { type })
const names = (drafts: ReturnType<PageFiles['drafts']>): ReadonlyArray<string> =>
  drafts.all.read().map(({ name }) => name)
const states = (drafts: ReturnType<PageFiles['drafts']>) => drafts.all.read().map(({ state }) => state.kind)

/** The keys of what lies on the disk for files that wait. */
async function stored(user: UserId): Promise<ReadonlyArray<string>> {
  const store = await openFor(user)
  const all = orThrow(await store.valueNames())
  await store.close()
  return all.filter((name) => name.startsWith('unsent/'))
}
const storedIs = (user: UserId, count: number): Promise<void> =>
  expect.poll(async () => (await stored(user)).length).toBe(count)

test('[CP25] files come back in the next page, in their order and where they were, and go from there as they are removed or sent', async () => {
  const [user, main] = [newUser(), createMain()]
  const first = await openPage(user, main)
  first.at().add([file('b.txt'), file('a.txt')])
  first
    .at(3)
    .addVoice({ file: file('voice.webm', 'audio/webm'), duration: 1_200, peaks: Uint8Array.of(1, 2) })
  await storedIs(user, 3)
  await first.end()
  main.restart()

  const next = await openPage(user, main)
  await expect.poll(() => names(next.at())).toEqual(['b.txt', 'a.txt'])
  expect(next.at().all.read()).toMatchObject([
    { type: 'text/plain', size: 5, state: { kind: 'ready', attachment: { seal: { size: 5 } } } },
    { name: 'a.txt' },
  ])
  await expect
    .poll(() => next.at(3).all.read())
    .toMatchObject([{ voice: { duration: 1_200, peaks: Uint8Array.of(1, 2) } }])
  expect(next.files.unfinished.read().size).toBe(2)
  next.at().add([file('c.txt')])
  await storedIs(user, 4)
  expect(names(next.at())).toEqual(['b.txt', 'a.txt', 'c.txt'])
  next.at().remove(next.at().all.read()[0]?.key ?? 0)
  await storedIs(user, 3)
  expect(main.held.size).toBe(3)

  // Until its message is durable, what was taken would come back after a crash.
  const taken = next.at().take() ?? []
  expect(names(next.at())).toEqual([])
  expect(await stored(user)).toHaveLength(3)
  next.at().giveBack(taken)
  expect(names(next.at())).toEqual(['a.txt', 'c.txt'])
  next.at().sent(next.at().take() ?? [])
  await storedIs(user, 1)
})

test('[CP25] what a crash left of one alone, in the store or with main, is forgotten, and nothing of it shows', async () => {
  const [user, main] = [newUser(), createMain()]
  const first = await openPage(user, main)
  first.at().add([file('gone.txt'), file('here.txt')])
  await storedIs(user, 2)
  await first.end()
  main.restart()
  main.held.delete([...main.held.keys()][0] ?? attachmentId('0'.repeat(32)))
  const unknown = attachmentId('e'.repeat(32))
  main.held.set(unknown, true)
  const justNow = attachmentId('d'.repeat(32)) // another window has yet to store it
  main.held.set(justNow, false)
  const next = await openPage(user, main)
  await expect.poll(() => names(next.at())).toEqual(['here.txt'])
  await storedIs(user, 1)
  expect(main.held.has(unknown)).toBe(false)
  expect(main.held.has(justNow)).toBe(true)
})

test('[CP25] of two windows one shows a file; the other has it once that is closed and one comes to it', async () => {
  const [user, main] = [newUser(), createMain()]
  const first = await openPage(user, main)
  first.at().add([file('boats.txt')])
  await storedIs(user, 1)
  const other = await openPage(user, main)
  other.at().add([file('oars.txt')])
  await storedIs(user, 2)
  const before = main.looks()
  other.focus()
  await expect.poll(main.looks).toBeGreaterThan(before)
  await first.end()
  const reloaded = await openPage(user, main)
  await expect.poll(() => names(reloaded.at())).toEqual(['boats.txt'])
  await reloaded.end()
  expect(names(other.at())).toEqual(['oars.txt'])
  other.focus()
  await expect.poll(() => names(other.at())).toEqual(expect.arrayContaining(['boats.txt', 'oars.txt']))
  expect(await stored(user)).toHaveLength(2)
})

test('[CP25] no more come back than a message takes; the others wait on', async () => {
  const [user, main] = [newUser(), createMain()]
  const [first, other] = [await openPage(user, main), await openPage(user, main)]
  first.at().add(Array.from({ length: 10 }, (_, index) => file(`${index}.txt`)))
  other.at().add([file('late.txt')])
  await storedIs(user, 11)
  await first.end()
  other.focus()
  await expect.poll(() => names(other.at()).length).toBe(10)
  expect(await stored(user)).toHaveLength(11)
  const [draft] = other.at().all.read()
  other.at().remove(draft?.key ?? 0)
  await storedIs(user, 10)
  other.focus()
  await expect.poll(() => names(other.at()).length).toBe(10)
})

test('[CP25] what the organisation lets nobody send any more is shown as that, and can be removed alone', async () => {
  const [user, main] = [newUser(), createMain()]
  const first = await openPage(user, main)
  first.at().add([file('setup.exe')])
  await storedIs(user, 1)
  await first.end()
  const next = await openPage(user, main, { policies: { BlockedFileTypes: ['exe'] } })
  await expect.poll(() => states(next.at())).toEqual(['failed'])
  const { key = 0 } = next.at().all.read()[0] ?? {}
  next.at().retry(key)
  expect(next.at().take()).toBe(undefined)
  next.at().remove(key)
  await storedIs(user, 0)
  expect(main.held.size).toBe(0)
})

test('[CP25] what waits in a conversation goes with it: at once, or at the next start where one can come back', async () => {
  const [user, main] = [newUser(), createMain()]
  const first = await openPage(user, main)
  first.at().add([file('boats.txt')])
  await storedIs(user, 1)
  first.left()
  await storedIs(user, 0)
  expect(main.held.size).toBe(0)
  await first.end()
  const second = await openPage(user, main)
  second.at().add([file('boats.txt')])
  await storedIs(user, 1)
  await second.end()
  await openPage(user, main, { joined: false })
  await storedIs(user, 0)
  await expect.poll(() => main.held.size).toBe(0)
})

test('[CP25] of what cannot be stored it is known that it ends with the page, and it can be sent until then', async () => {
  const [user, main] = [newUser(), createMain()]
  const full = async (): Promise<IndexedDbStore> => ({
    ...(await openFor(user)),
    write: async () => fail({ kind: 'full' }),
  })
  for (const openStore of [full, () => Promise.reject(new Error('none'))]) {
    const { at, files, end } = await openPage(user, main, { openStore })
    at().add([file('boats.txt')])
    await expect.poll(() => files.unkept.all.read().size).toBe(1)
    expect(states(at())).toEqual(['ready'])
    at().sent(at().take() ?? [])
    await expect.poll(() => files.unkept.all.read().size).toBe(0)
    await end()
  }
})
