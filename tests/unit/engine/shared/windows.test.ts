import { describe, expect, test, vi } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import { readWindowMessage } from '../../../../core/engine/shared/messages.ts'
import { openSharedEngine } from '../../../../core/engine/shared/windows.ts'
import { opId, userId } from '../../../../core/protocol/ids.ts'
import { testUser } from '../../../support/conversations.ts'
import {
  createWorld,
  deliveriesOf,
  general,
  openIn,
  settled,
  textsOf,
  workspace,
} from '../../../support/devices.ts'
import { createFakeWindows } from '../../../support/fake-windows.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { draftOf, setupWindows } from '../../../support/window-world.ts'
import { messageId } from '../../../support/shown-message.ts'
import { testConversation } from '../../../support/test-conversation.ts'

/** In the conversation and in the thread of its first message. */
const allDraftsOf = (each: Parameters<typeof draftOf>[0]): ReadonlyArray<string | undefined> => [
  draftOf(each),
  each.open.view.read().threadDrafts.get(messageId(1)),
]

describe('several windows', () => {
  test('[WN1] one runs the engine, all show the same and all write', async () => {
    const { world, window, bob } = await setupWindows()
    const [first, second] = [await window('first'), await window('second')]
    orThrow(await first.open.post('from the first'))
    world.clock.advance(1)
    const posted = second.open.post('from the second')
    await world.deliverAll()
    const id = orThrow(await posted)
    const reacted = first.open.react(id, '👍', true)
    const edited = second.open.edit(id, 'from the second window')
    await world.deliverAll()
    orThrow(await reacted)
    orThrow(await edited)
    await world.deliverAll()
    for (const { open } of [first, second]) {
      expect(textsOf(open)).toEqual(['from the first', 'from the second window'])
      expect(deliveriesOf(open)).toEqual(['relay', 'relay'])
    }
    expect(second.open.view.read()).toEqual(first.open.view.read())
    expect(bob.engine().directory.read().workspaces[0]?.channels[0]?.unread).toBe(true)
    expect(second.engine.connection.read()).toEqual(first.engine.connection.read())
    expect(second.engine.directory.read()).toEqual(first.engine.directory.read())
    expect(world.relay.log(general).filter(({ entry }) => entry.kind === 'claim')).toHaveLength(1)
  })

  test('[WN8] [VW6] looking at a conversation in any window leaves its threads unread, and marking it as read does not', async () => {
    const { world, window, bob } = await setupWindows()
    const [first, second] = [await window('first'), await window('second')]
    const root = orThrow(await first.open.post('Who rows on Sunday?'))
    await world.deliverAll()
    orThrow(await openIn(bob).post('I do', { thread: root }))
    await world.deliverAll()
    const unreadIn = ({ engine }: typeof first): unknown => engine.threads.read().map(({ unread }) => unread)
    for (const { open } of [first, second]) {
      open.markSeen()
      await world.deliverAll()
      expect([unreadIn(first), unreadIn(second)]).toEqual([[1], [1]])
    }
    second.engine.markRead(general)
    await world.deliverAll()
    expect([unreadIn(first), unreadIn(second)]).toEqual([[0], [0]])
  })

  test('[WN2] a change costs what has changed, and what has not keeps its reference', async () => {
    const { world, window, windows } = await setupWindows()
    const [first, second] = [await window('first'), await window('second')]
    for (let each = 0; each < 30; each++) {
      world.clock.advance(1)
      orThrow(await first.open.post(`message ${each}`))
    }
    await world.deliverAll()
    const before = second.open.view.read().messages
    windows.said.length = 0
    world.clock.advance(1)
    orThrow(await first.open.post('one more'))
    await world.deliverAll()
    const after = second.open.view.read().messages
    expect(after.slice(0, 30).every((message, index) => message === before[index])).toBe(true)
    const views = windows.said
      .map((data) => readWindowMessage(data))
      .filter((said) => said?.kind === 'to-guest')
    for (const { body } of views)
      if (body.kind === 'view') expect(body.messages.length).toBeLessThanOrEqual(1)
  })

  test('[WN2] names are known as soon as they have been asked for, and follow the directory', async () => {
    const { world, window } = await setupWindows()
    await window('first')
    const second = await window('second')
    const ada = userId('a'.repeat(32))
    expect(second.engine.member(workspace, ada)).toBeUndefined()
    await world.deliverAll()
    expect(second.engine.member(workspace, ada)?.name).toBe('Ada')
    world.relay.tell([
      { kind: 'member', workspace, user: ada, name: 'Ada L.', role: 'member', placeholder: false },
    ])
    await world.deliverAll()
    expect(second.engine.member(workspace, ada)?.name).toBe('Ada L.')
  })

  test('[WN3] a draft typed in one window is the draft of all', async () => {
    const { world, window } = await setupWindows()
    const [first, second] = [await window('first'), await window('second')]
    second.open.setDraft('half a thought')
    await world.deliverAll()
    expect(draftOf(first)).toBe('half a thought')
    expect(draftOf(second)).toBe('half a thought')
    second.open.setDraft('a reply', messageId(1))
    await world.deliverAll()
    for (const { open } of [first, second])
      expect(open.view.read().threadDrafts).toEqual(new Map([[messageId(1), 'a reply']]))
    expect(draftOf(first)).toBe('half a thought')
  })

  test.each([['that runs the engine'], ['beside it']])(
    '[WN3] what one window has sent takes no draft away that was begun meanwhile in the one %s',
    async (place) => {
      const { world, window } = await setupWindows()
      const [first, second] = [await window('first'), await window('second')]
      const [writes, sends] = place === 'beside it' ? [second, first] : [first, second]
      for (const root of [undefined, messageId(1)]) {
        sends.open.setDraft('sent', root)
        await world.deliverAll()
        writes.open.setDraft('begun', root)
        sends.open.setDraft('', root, 'sent')
      }
      await world.deliverAll()
      for (const each of [first, second]) expect(allDraftsOf(each)).toEqual(['begun', 'begun'])
      first.die()
      await world.deliverAll()
      expect(allDraftsOf(second)).toEqual(['begun', 'begun'])
    },
  )

  test('[WN3] [WN5] what was sent is no draft any more, in the next host too, whatever of it had been stored', async () => {
    const { world, window } = await setupWindows()
    const [first, second] = [await window('first'), await window('second')]
    for (const root of [undefined, messageId(1)]) {
      second.open.setDraft('what is stored of it', root)
      world.clock.advance(500)
      await world.deliverAll()
      second.open.setDraft('what is stored of it and what is not', root)
      second.open.setDraft('', root, 'what is stored of it and what is not')
    }
    first.die()
    await world.deliverAll()
    expect(allDraftsOf(second)).toEqual(['', undefined])
  })

  test('[WN8] [VW6] what one has seen, or wants unread, in one window is so in all', async () => {
    const { world, window, bob } = await setupWindows()
    const windowsOpen = [await window('first'), await window('second')]
    const message = orThrow(await openIn(bob).post('read me'))
    await world.deliverAll()
    for (const { open, engine } of windowsOpen) {
      const isUnread = (): unknown => engine.directory.read().workspaces[0]?.channels[0]?.unread
      open.markSeen()
      await world.deliverAll()
      for (const each of windowsOpen) expect(each.open.view.read().readTo?.id).toBe(message)
      expect(isUnread()).toBe(false)
      open.markUnread(message)
      await world.deliverAll()
      for (const each of windowsOpen) expect(each.open.view.read().readTo?.id).not.toBe(message)
      expect(isUnread()).toBe(true)
      open.markSeen()
      await world.deliverAll()
      expect(isUnread()).toBe(false)
    }
  })

  test('[WN1] [CR37] what another window expects to be opened is read by the one that runs the engine, twelve of it', async () => {
    const { alice, window } = await setupWindows()
    await window('first')
    const second = await window('second')
    const { engine } = alice
    const asked: Array<ReadonlyArray<string>> = []
    vi.spyOn(engine(), 'ready').mockImplementation((conversations) => void asked.push(conversations))
    const many = Array.from({ length: 20 }, (_, number) => testConversation(number))
    second.engine.ready(many)
    await settled()
    expect(asked).toEqual([many.slice(0, 12)])
  })

  test('[WN1] a message that is no message, or for another window, is passed over', async () => {
    const { world, windows, window } = await setupWindows()
    const [first, second] = [await window('first'), await window('second')]
    orThrow(await first.open.post('one'))
    await world.deliverAll()
    const wrong: ReadonlyArray<unknown> = [
      null,
      'hosting',
      { kind: 'hosting' },
      { kind: 'to-guest', from: 'first', to: 'second', body: { kind: 'view', conversation: general } },
      {
        kind: 'to-guest',
        from: 'stranger',
        to: 'second',
        body: { kind: 'draft', conversation: general, text: 'x' },
      },
      {
        kind: 'to-host',
        from: 'second',
        body: { kind: 'call', call: 1, conversation: general, name: 'close', input: [] },
      },
      {
        kind: 'to-host',
        from: 'second',
        body: { kind: 'call', call: 1, conversation: general, name: 'post', input: [1] },
      },
      { kind: 'to-host', from: 'never joined', body: { kind: 'seen', conversation: general } },
      { kind: 'join', from: 'second', to: 'third' },
    ]
    for (const data of wrong) windows.inject(data)
    await world.deliverAll()
    expect(textsOf(second.open)).toEqual(['one'])
    expect(draftOf(second)).toBe('')
  })
})

test('[WN7] no engine to be had: the lock is let go and the reason told', async () => {
  const windows = createFakeWindows()
  const page = windows.add('only')
  const world = createWorld()
  const deps = {
    self: testUser(1),
    window: 'only',
    clock: world.clock,
    random: createSeededRandom(1),
    lock: page.lock,
    channel: page.channel,
    failed: () => undefined,
  }
  const refused = await openSharedEngine({ ...deps, openOwn: async () => fail({ kind: 'locked' as const }) })
  expect(refused).toEqual({ ok: false, failure: { kind: 'locked' } })
  let isFree = false
  void windows
    .add('next')
    .lock.acquire()
    .held.then(() => (isFree = true))
  await settled()
  expect(isFree).toBe(true)
})

test('[WN4] a post under an id that is there is a success that changes nothing', async () => {
  const { world, window } = await setupWindows()
  const { open } = await window('first')
  const id = opId('e'.repeat(32))
  expect(await open.post('once', { id })).toEqual(ok(id))
  world.clock.advance(1)
  expect(await open.post('once', { id })).toEqual(ok(id))
  await world.deliverAll()
  expect(textsOf(open)).toEqual(['once'])
})
