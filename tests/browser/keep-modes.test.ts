import { expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { createCell } from '../../core/base/readable.ts'
import { ok } from '../../core/base/result.ts'
import { userId, type UserId } from '../../core/protocol/ids.ts'
import { keepModes } from '../../renderer/features/composer/keep-modes.ts'
import { createKeptModes, type KeptModes } from '../../renderer/features/composer/kept-modes.ts'
import { editing } from '../../renderer/features/composer/composer-mode.ts'
import { openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { systemRandom } from '../../renderer/platform/system.ts'
import { messageId, shownMessage } from '../support/shown-message.ts'
import { testConversation } from '../support/test-conversation.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

const key = await importStoreKey(Uint8Array.from({ length: 32 }, (_, index) => index))
const conversation = testConversation(1)
let users = 0
const newUser = (): UserId => userId(`cd${(++users).toString(16).padStart(30, '0')}`)
const openFor = async (user: UserId) => orThrow(await openIndexedDbStore({ user, key, random: systemRandom }))

/** One page, with what it has begun, once the store is open there. */
async function openPage(user: UserId) {
  const modes = createKeptModes()
  const clock = createVirtualClock()
  const before = await waitingFor(user)
  const end = keepModes({
    modes,
    user,
    openStore: async () => ok(await openFor(user)),
    locks: navigator.locks,
    clock,
  })
  onTestFinished(end)
  await expect.poll(() => waitingFor(user)).toBe(before + 1)
  const at = (root?: number) => modes.of(user, conversation, root === undefined ? root : messageId(root))
  return { modes, clock, end, at }
}

/** How many pages have what was begun, or wait for it. */
async function waitingFor(user: UserId): Promise<number> {
  const { held = [], pending = [] } = await navigator.locks.query()
  return [...held, ...pending].filter(({ name }) => name?.includes(user) === true).length
}

/** What lies on the disk, as text. */
async function stored(user: UserId): Promise<ReadonlyArray<string>> {
  const store = await openFor(user)
  const names = orThrow(await store.valueNames())
  const values = await Promise.all(names.map(async (name) => orThrow(await store.value(name))))
  await store.close()
  return values.map((value) => new TextDecoder().decode(value))
}

const kinds = (modes: KeptModes): ReadonlyArray<string> =>
  Array.from(modes.all.values(), (mode) => mode.read().kind)

test('[CP24] what is answered, and a half-made edit with its new text, come back in the next page; nothing of the answered message lies there', async () => {
  const user = newUser()
  const first = await openPage(user)
  first.at().write({ kind: 'reply', to: shownMessage(7, { text: 'a secret of others' }) })
  const typed = createCell('half')
  first.at(3).write({ kind: 'edit', message: shownMessage(8, { text: 'whole' }), typed })
  first.clock.advance(500)
  await expect.poll(async () => (await stored(user)).length).toBe(2)
  typed.write('half a new text')
  first.clock.advance(500)
  await expect.poll(async () => (await stored(user)).join()).toContain('half a new text')
  expect((await stored(user)).join()).not.toContain('secret')
  await first.end()

  const next = await openPage(user)
  await expect
    .poll(() => next.at().read())
    .toMatchObject({ kind: 'reply', to: { id: messageId(7), author: shownMessage(7).author } })
  const edit = next.at(3).read()
  expect(edit).toMatchObject({ kind: 'edit', message: { id: messageId(8), text: 'whole' }, isBack: true })
  expect(edit.kind === 'edit' && edit.typed.read()).toBe('half a new text')
  expect(next.modes.unfinished.read().size).toBe(1)
})

test('[CP24] what was not stored yet is stored as the account is closed, and what was ended does not come back', async () => {
  const user = newUser()
  const first = await openPage(user)
  first.at().write(editing(shownMessage(1)))
  first.at(3).write({ kind: 'reply', to: shownMessage(2) })
  await first.end()
  expect(await stored(user)).toHaveLength(2)
  const second = await openPage(user)
  await expect.poll(() => kinds(second.modes)).toEqual(expect.arrayContaining(['edit', 'reply']))
  second.at().write({ kind: 'new' })
  await expect.poll(async () => (await stored(user)).length).toBe(1)
  await second.end()
  const third = await openPage(user)
  await expect.poll(() => kinds(third.modes)).toEqual(['reply'])
})

test('[CP24] what has become the draft goes from there only once it is stored as that', async () => {
  const user = newUser()
  const { at, clock } = await openPage(user)
  at().write(editing(shownMessage(1)))
  clock.advance(500)
  await expect.poll(async () => (await stored(user)).length).toBe(1)
  at().write({ kind: 'new', text: 'half', isLeftOver: true })
  at().write({ kind: 'new', isLeftOver: true })
  clock.advance(999)
  expect(await stored(user)).toHaveLength(1)
  clock.advance(1)
  await expect.poll(async () => (await stored(user)).length).toBe(0)
})

test('[CP24] of two windows one has what was begun; the other takes it over once that is closed, and nothing from what is begun there', async () => {
  const user = newUser()
  const first = await openPage(user)
  first.at().write({ kind: 'reply', to: shownMessage(1) })
  first.at(3).write({ kind: 'reply', to: shownMessage(2) })
  const other = await openPage(user)
  const answer = { kind: 'reply', to: shownMessage(9) } as const
  other.at().write(answer)
  expect(kinds(other.modes)).toEqual(['reply'])
  await first.end()
  await expect.poll(() => other.at(3).read()).toMatchObject({ kind: 'reply', to: { id: messageId(2) } })
  expect(other.at().read()).toBe(answer)
})
