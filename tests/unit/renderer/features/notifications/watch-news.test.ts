import { expect, test } from 'vitest'
import { millis } from '../../../../../core/base/clock.ts'
import { createCell } from '../../../../../core/base/readable.ts'
import type { ShownMessage } from '../../../../../core/engine/engine.ts'
import type { ListedThread } from '../../../../../core/engine/threads-contract.ts'
import type { NotifyLevel } from '../../../../../core/protocol/directory.ts'
import { type ConversationId, everyone, type OpId } from '../../../../../core/protocol/ids.ts'
import { noteText } from '../../../../../renderer/features/notifications/note-text.ts'
import type { Peace } from '../../../../../renderer/features/notifications/should-notify.ts'
import { type Told, watchNews } from '../../../../../renderer/features/notifications/watch-news.ts'
import {
  channelNumber,
  createFakeConversation,
  createFakeEngine,
  workspaceWith,
} from '../../../../support/fake-engine.ts'
import { person, shownMessage } from '../../../../support/shown-message.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

const id = channelNumber(1)

function setup(peace: Partial<Peace> = {}) {
  const fake = createFakeEngine(workspaceWith(1, 1))
  const conversation = createFakeConversation()
  const clock = createVirtualClock()
  const told: Array<Told> = []
  let inView: ConversationId | undefined
  let threadInView: OpId | undefined
  let now: Peace = { isOn: true, isQuiet: false, isBusy: false, ...peace }
  const begun = clock.now()
  let messages: ReadonlyArray<ShownMessage> = []
  const show = (unread: number, opening = false, level: NotifyLevel = 'all'): void => {
    conversation.view.write({ ...conversation.view.read(), messages, opening })
    const [workspace] = fake.directory.read().workspaces
    const [channel] = workspace?.channels ?? []
    if (workspace === undefined || channel === undefined) throw new Error('no channel')
    const unreadCount = { messages: unread, replies: 0, mentions: 0 }
    const channels = [{ ...channel, unread: unread > 0, unreadCount, level }]
    fake.directory.write({ loaded: true, workspaces: [{ ...workspace, channels }] })
  }
  const message = (number: number, change: Partial<ShownMessage> = {}): ShownMessage =>
    shownMessage(number, {
      author: person('b'),
      at: { time: millis(begun + number * 1_000), counter: 0 },
      ...change,
    })
  const threads = createCell<ReadonlyArray<ListedThread>>([])
  const stop = watchNews({
    engine: { ...fake, threads, open: () => conversation },
    clock,
    isInView: (conversation, { thread }) =>
      conversation === inView && (threadInView === undefined || thread === threadInView),
    peace: () => now,
    tell: (each) => told.push(each),
  })
  return {
    clock,
    stop,
    conversation,
    told,
    follow: (root: OpId, about: Partial<ListedThread> = {}) =>
      threads.write([
        {
          conversation: id,
          workspace: workspaceWith(1).id,
          root,
          by: undefined,
          text: '',
          replies: 1,
          people: [],
          unread: 1,
          mentions: 1,
          alsoCounted: { unread: 0, mentions: 0 },
          last: { id: root, by: person('b'), at: { time: millis(0), counter: 0 }, text: '' },
          ...about,
        },
      ]),
    message,
    show,
    said: () => told.map(({ message: { text }, count }) => [text, count]),
    add: (...more: ReadonlyArray<ShownMessage>) => (messages = [...messages, ...more]),
    look: (at: ConversationId | undefined, thread?: OpId) => {
      inView = at
      threadInView = thread
    },
    want: (change: Partial<Peace>) => (now = { ...now, ...change }),
  }
}

test('[NT5] a message that stays unread for a second is told; the next ones with how many there are', () => {
  const { add, show, message, clock, said, told } = setup()
  add(message(1))
  show(1)
  clock.advance(999)
  expect(said()).toEqual([])
  clock.advance(1)
  expect(said()).toEqual([['message 1', 1]])
  expect(told[0]?.conversation).toMatchObject({ id, name: '#channel 1', isDirect: false })
  add(message(2), message(3))
  show(3)
  clock.advance(1_000)
  expect(said().at(-1)).toEqual(['message 3', 3])
  show(0)
  add(message(4))
  show(1)
  clock.advance(1_000)
  expect(said().at(-1)).toEqual(['message 4', 1])
  expect(said()).toHaveLength(3)
})

test('[NT4] what is read within a second is not told, nor what was written before the start', () => {
  const { add, show, message, clock, said, conversation } = setup()
  add(message(1))
  show(1)
  clock.advance(500)
  show(0)
  clock.advance(10_000)
  add(message(1, { at: { time: millis(clock.now() - 3_600_000), counter: 0 } }))
  show(1)
  clock.advance(10_000)
  expect(said()).toEqual([])
  const seen = message(5)
  add(seen, message(6))
  conversation.view.write({ ...conversation.view.read(), readTo: seen })
  show(2)
  clock.advance(1_000)
  expect(said()).toEqual([['message 6', 1]])
})

test('[NT13] what came in late is told once, though something after it was read, and what was read is not told for it', () => {
  const { add, show, message, clock, said, conversation } = setup()
  const seen = message(50)
  add(message(20), message(40), seen)
  conversation.view.write({ ...conversation.view.read(), readTo: seen, late: [message(20).id] })
  show(1)
  clock.advance(1_000)
  expect(said()).toEqual([['message 20', 1]])
  add(message(60))
  show(2)
  clock.advance(1_000)
  expect(said()).toEqual([
    ['message 20', 1],
    ['message 60', 2],
  ])
})

test('[NT1] neither what is in view is told nor what this person wrote', () => {
  const { add, show, message, clock, said, look } = setup()
  look(id)
  add(message(1))
  show(1)
  clock.advance(1_000)
  look(undefined)
  add(message(2, { author: person('a') }))
  show(2)
  clock.advance(1_000)
  expect(said()).toEqual([['message 1', 1]]) // it is unread still, now that they look elsewhere
})

test('[NT1] beside a thread that is in view, what is said outside of it is told', () => {
  const { add, show, message, clock, said, look } = setup()
  const root = message(1)
  look(id, root.id)
  add(root, message(2), message(3, { thread: root.id, mentions: [person('a')] }))
  show(3)
  clock.advance(1_000)
  expect(said()).toEqual([['message 2', 2]])
})

test('[NT3][VW8] who mentions all is told of where mentions are, in a thread by those who follow it, and nowhere at "nothing"', () => {
  const { add, show, message, clock, said, follow } = setup()
  const mentions = [everyone]
  const seen = (level: NotifyLevel, number: number, more: Partial<ShownMessage>): unknown => {
    add(message(number, more))
    show(number, false, level)
    clock.advance(1_000)
    return said().at(-1)?.[0]
  }
  expect(seen('mentions', 1, {})).toBeUndefined()
  expect(seen('none', 2, { mentions })).toBeUndefined()
  const root = message(3, { mentions })
  expect(seen('mentions', 3, { mentions })).toBe('message 3')
  expect(seen('mentions', 4, { mentions, thread: root.id })).toBe('message 3')
  follow(root.id)
  expect(seen('mentions', 5, { mentions, thread: root.id })).toBe('message 5')
  expect(seen('mentions', 6, { mentions, author: person('a') })).toBe('message 5')
})

test('[NT12] [VW9] of a thread that was left a reply that names the person is told, no other, and what is said beside it is', () => {
  const { add, show, message, clock, said, follow } = setup()
  const root = message(1)
  const inThread = { thread: root.id }
  follow(root.id)
  add(message(2, inThread))
  show(1)
  clock.advance(1_000)
  expect(said()).toEqual([['message 2', 1]])
  follow(root.id, { left: true })
  // Replies of it are not counted, and stand in nobody's way.
  add(message(3), message(4, inThread), message(5, { ...inThread, mentions: [everyone] }))
  show(2)
  clock.advance(1_000)
  expect(said().at(-1)).toEqual(['message 3', 2])
  add(message(6, { ...inThread, mentions: [person('a')] }))
  show(3)
  clock.advance(1_000)
  expect(said().at(-1)).toEqual(['message 6', 3])
})

test('[NT2] what came while nothing was to disturb is told with the next that may', () => {
  const { add, show, message, clock, said, want } = setup({ isQuiet: true })
  add(message(1))
  show(1)
  clock.advance(1_000)
  expect(said()).toEqual([])
  want({ isQuiet: false })
  add(message(2))
  show(2)
  clock.advance(1_000)
  expect(said()).toEqual([['message 2', 2]])
})

test('[NT4] a conversation that opens late is waited for, and told of as far as it is there', () => {
  const { add, show, message, clock, said } = setup()
  add(message(1))
  show(1, true)
  clock.advance(1_000)
  expect(said()).toEqual([])
  show(1, false)
  expect(said()).toEqual([['message 1', 1]])
  add(message(2))
  show(2, true)
  clock.advance(1_000 + 9_999)
  expect(said()).toHaveLength(1)
  clock.advance(1)
  expect(said().at(-1)).toEqual(['message 2', 2])
})

test('what has ended tells nothing any more', () => {
  const { add, show, message, clock, said, stop } = setup()
  add(message(1))
  show(1)
  stop()
  clock.advance(60_000)
  expect([said(), clock.pending()]).toEqual([[], 0])
})

test('[NT6] a notification says name and text, the name, or neither; nothing of what disappears', () => {
  const message = shownMessage(1, { text: 'The **tide** is [early](https://a.example/)' })
  const conversation = {
    id,
    workspace: workspaceWith(1).id,
    level: 'all',
    isDirect: false,
    name: '#general',
    count: 1,
  } as const
  const told: Told = { conversation, message, count: 1 }
  expect(noteText(told, 'text', 'Ben')).toEqual({ title: 'Ben in #general', body: 'The tide is early' })
  expect(noteText({ ...told, count: 2 }, 'text', 'Ben').body).toBe(
    '2 new messages, the last one: The tide is early',
  )
  expect(noteText(told, 'name', 'Ben')).toEqual({ title: 'Ben in #general', body: '1 new message' })
  expect(noteText(told, 'none', 'Ben')).toEqual({ title: 'Tidings', body: '1 new message' })
  const direct = { ...conversation, name: '', isDirect: true }
  expect(noteText({ ...told, conversation: direct }, 'text', 'Ben').title).toBe('Ben')
  const gone = shownMessage(1, { text: 'secret', expiresAt: millis(1) })
  expect(JSON.stringify(noteText({ ...told, message: gone }, 'text', 'Ben'))).not.toContain('secret')
  const long = shownMessage(1, { text: 'long '.repeat(10_000) })
  expect(noteText({ ...told, message: long }, 'text', 'Ben').body.length).toBeLessThan(1_000)
})
