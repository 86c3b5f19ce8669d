import { expect, test } from 'vitest'
import { createCell } from '../../../../core/base/readable.ts'
import type { ConversationView } from '../../../../core/engine/engine.ts'
import type { FarRoot } from '../../../../core/engine/reading/far-roots.ts'
import { createReading } from '../../../../core/engine/reading/reading.ts'
import type { OpId } from '../../../../core/protocol/ids.ts'
import { channelNumber, workspaceNumber } from '../../../support/fake-engine.ts'
import { createMemoryStore } from '../../../../core/storage/memory-store.ts'
import { createFakePersonal } from '../../../support/fake-settings.ts'
import { messageId, person, shownMessage } from '../../../support/shown-message.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const [ana, ben] = [person('a'), person('b')]
const conversation = channelNumber(1)
const root = messageId(1)
const reply = (number: number) => shownMessage(number, { thread: root, author: ben })
const far = (author = ana): FarRoot => ({ id: root, author, text: 'of long ago' })
const settle = (): Promise<void> => new Promise((done) => setImmediate(done))

function setup(answers: ReadonlyArray<ReadonlyArray<FarRoot> | undefined>) {
  const asked: Array<{ readonly roots: ReadonlyArray<OpId>; readonly until: number }> = []
  const view = createCell<Pick<ConversationView, 'messages' | 'opening'>>({
    messages: [reply(7), reply(8)],
    opening: false,
  })
  const reading = createReading({
    self: ana,
    clock: createVirtualClock(),
    store: createMemoryStore(),
    stored: () => undefined,
    open: () => undefined,
    workspaceOf: () => workspaceNumber(1),
    unreadCount: () => undefined,
    personal: () => ({
      workspaces: () => [],
      of: createFakePersonal(),
      isCurrent: () => true,
      follows: () => undefined,
    }),
    isModerator: () => false,
    isUnread: () => true,
    findRoots: async (_, roots, until) => {
      asked.push({ roots: [...roots], until })
      return answers[asked.length - 1]
    },
    changed: () => undefined,
  })
  return { asked, view, reading }
}

test('[VW6] a thread that the person began is listed though its root is not loaded, and asked about once', async () => {
  const { asked, view, reading } = setup([[far()]])
  reading.watch(conversation, view)
  expect(reading.threads.read()).toEqual([])
  await settle()
  expect(reading.threads.read()).toMatchObject([
    { root, by: ana, text: 'of long ago', replies: 2, unread: 2 },
  ])
  expect(asked).toEqual([{ roots: [root], until: reply(7).at.time + 1 }])
  view.write({ messages: [reply(7), reply(8), reply(9)], opening: false })
  await settle()
  expect(reading.threads.read()).toMatchObject([{ replies: 3 }])
  expect(asked).toHaveLength(1)
  // Once it is loaded, that is what counts.
  const now = shownMessage(1, { author: ana, text: 'edited since' })
  view.write({ messages: [now, reply(7), reply(8), reply(9)], opening: false })
  expect(reading.threads.read()).toMatchObject([{ text: 'edited since' }])
})

test('[VW6] a thread of others is not listed; an index that has not read everything is asked again', async () => {
  const others = setup([[far(ben)]])
  others.reading.watch(conversation, others.view)
  await settle()
  expect(others.reading.threads.read()).toEqual([])

  const { asked, view, reading } = setup([undefined, [far()]])
  const stop = reading.watch(conversation, view)
  await settle()
  expect(reading.threads.read()).toEqual([])
  stop() // it is looked at for a moment only: the answer is heard all the same
  view.write({ messages: [reply(7)], opening: false })
  reading.watch(conversation, view)()
  await settle()
  expect(asked).toHaveLength(2)
  expect(reading.threads.read()).toMatchObject([{ by: ana }])
})
