import { expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import { createCell } from '../../../../core/base/readable.ts'
import { ok } from '../../../../core/base/result.ts'
import type { ConnectionState, Engine, ShownMessage } from '../../../../core/engine/engine.ts'
import { readWindowMessage } from '../../../../core/engine/shared/messages.ts'
import { openSharedEngine } from '../../../../core/engine/shared/windows.ts'
import { attachmentId } from '../../../../core/protocol/ids.ts'
import type { Progress } from '../../../../core/sync/history.ts'
import { settled } from '../../../support/devices.ts'
import {
  channelNumber,
  createFakeConversation,
  createFakeEngine,
  workspaceWith,
} from '../../../support/fake-engine.ts'
import { createFakeWindows } from '../../../support/fake-windows.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { messageId, person, shownMessage } from '../../../support/shown-message.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

/** A host whose engine the test writes, and its guest. */
async function setup() {
  const connection = createCell<ConnectionState>({ kind: 'connecting', queued: 0, syncedAt: undefined })
  const progress = createCell<Progress | undefined>({ done: 3, total: 10 })
  const fake = createFakeEngine(workspaceWith(1, 1))
  const hosted = createFakeConversation()
  const engine: Engine = { ...fake, connection, progress, open: () => hosted }
  const windows = createFakeWindows()
  const clock = createVirtualClock()
  const open = async (window: string): Promise<Engine> =>
    orThrow(
      await openSharedEngine({
        ...windows.add(window),
        self: engine.self,
        window,
        clock,
        random: createSeededRandom(1),
        openOwn: async () => ok(engine),
        failed: () => undefined,
      }),
    )
  await open('host')
  const guest = await open('guest')
  const opened = guest.open(channelNumber(1))
  await settled()
  if (opened === undefined) throw new Error('not open')
  return { windows, connection, progress, guest, opened, hosted }
}

/** With everything that a message can have. */
const full: Required<ShownMessage> = {
  ...shownMessage(1),
  clamped: true,
  redactedBy: person('c'),
  earlier: [{ text: 'massage', at: { time: millis(4), counter: 0 } }],
  reactions: [{ emoji: '👍', users: [person('b')] }],
  replyTo: messageId(2),
  thread: messageId(3),
  alsoInChannel: true,
  mentions: [person('c')],
  attachments: [
    {
      id: attachmentId('9'.repeat(32)),
      name: 'boat.png',
      type: 'image/png',
      size: 3,
      sha256: new Uint8Array(32),
      seal: { key: new Uint8Array(32), header: new Uint8Array(24), size: 20 },
      thumbnail: Uint8Array.of(1, 2, 3),
    },
  ],
  preview: { url: 'https://example.org/', title: 'A page', picture: Uint8Array.of(1) },
  pinned: { by: person('b'), at: { time: millis(5), counter: 1 } },
  masked: true,
  expiresAt: millis(9),
  expired: true,
  delivery: { kind: 'refused', code: 'invalid' },
}

test('[WN8] a guest shows all that the view of the host has', async () => {
  const { opened, hosted } = await setup()
  hosted.view.write({
    messages: [full],
    before: 'unreachable',
    opening: true,
    preview: true,
    seen: { message: full.id, by: [person('b')] },
    typing: [person('c')],
    draft: 'half',
    threadTyping: new Map([[messageId(1), [person('b')]]]),
    threadDrafts: new Map([[messageId(1), 'a reply']]),
    late: [messageId(2)],
    readTo: { id: messageId(1), at: { time: millis(7), counter: 2 } },
    timer: 3_600,
    blocked: { code: 'forbidden', op: messageId(9), does: 'react', message: messageId(1) },
    timers: [{ id: messageId(2), at: { time: millis(6), counter: 0 }, by: person('b'), seconds: 3_600 }],
  })
  await settled()
  expect(opened.view.read()).toEqual(hosted.view.read())
  hosted.view.write({
    ...hosted.view.read(),
    seen: undefined,
    typing: [],
    threadDrafts: new Map(),
    preview: false,
    timer: undefined,
    blocked: undefined,
    timers: [],
  })
  await settled()
  expect(opened.view.read()).toEqual(hosted.view.read())
})

test('[WN8] a guest shows how far the history is, and why the relay sent the device away', async () => {
  const { guest, connection, progress } = await setup()
  expect(guest.progress.read()).toEqual({ done: 3, total: 10 })
  progress.write(undefined)
  connection.write({
    kind: 'stopped',
    why: 'version-unsupported',
    detail: 'https://tidings.example/new',
    queued: 1,
    syncedAt: millis(4),
  })
  await settled()
  expect(guest.progress.read()).toBeUndefined()
  expect(guest.connection.read()).toEqual(connection.read())
})

test('[WN1] what a guest writes reaches the engine whole: who is named, the thread, and that it shows in the channel', async () => {
  const { guest, hosted, opened } = await setup()
  expect(guest.self).toBe(person('a'))
  const mentions = [person('b'), person('c')]
  const about = { thread: messageId(1), alsoInChannel: true, replyTo: messageId(2), mentions } as const
  void opened.post('@Ben @Cem look', about)
  void opened.edit(messageId(3), '@Ben look', [person('b')])
  void opened.edit(messageId(3), 'look')
  await settled()
  expect(hosted.written).toEqual([
    ['post', '@Ben @Cem look', { ...about, id: expect.any(String) as unknown }],
    ['edit', messageId(3), '@Ben look', [person('b')]],
    ['edit', messageId(3), 'look', []],
  ])
})

test('[WN2] a difference to what the guest does not have makes it ask for everything', async () => {
  const { windows, opened, hosted } = await setup()
  hosted.view.write({ ...hosted.view.read(), messages: [shownMessage(1)] })
  await settled()
  const rest = { before: 'beginning', opening: false, preview: false, draft: '' }
  windows.inject({
    kind: 'to-guest',
    from: 'host',
    to: 'guest',
    body: { kind: 'view', conversation: channelNumber(1), ...rest, front: 7, back: 1, messages: [] },
  })
  await settled()
  expect(opened.view.read().messages).toEqual([shownMessage(1)])
})

test('[WN1] what is not whole is no message', () => {
  const toGuest = (body: unknown): unknown => readWindowMessage({ kind: 'to-guest', from: 'host', body })
  const toHost = (body: unknown): unknown => readWindowMessage({ kind: 'to-host', from: 'guest', body })
  const view = {
    kind: 'view',
    conversation: channelNumber(1),
    front: 0,
    back: 0,
    before: 'more',
    opening: false,
    preview: false,
    draft: '',
    late: [],
    messages: [full],
  }
  const ask = { kind: 'call', call: 1, conversation: channelNumber(1) }
  expect(toGuest(view)).toBeDefined()
  expect(toHost({ ...ask, name: 'discard', input: [messageId(1)] })).toBeDefined()
  const wrong = [
    toGuest({ ...view, preview: undefined }),
    toGuest({ ...view, blocked: { code: 'because' } }),
    toGuest({ ...view, blocked: { code: 'forbidden', message: 'none' } }),
    toGuest({ ...view, typing: ['nobody'] }),
    toGuest({ ...view, threadDrafts: new Map([['nothing', 'a reply']]) }),
    toGuest({ ...view, seen: { message: messageId(1) } }),
    toGuest({ ...view, messages: [{ ...full, attachments: {} }] }),
    toGuest({ ...view, messages: [{ ...full, pinned: null }] }),
    toGuest({ ...view, messages: [{ ...full, at: null }] }),
    toGuest({ kind: 'connection', connection: { kind: 'stopped', queued: 0, why: 'replaced' } }),
    toGuest({ kind: 'progress', progress: { done: 1 } }),
    toGuest({ kind: 'notices', notices: [{ kind: 'unheard of' }] }),
    toGuest({ kind: 'presence', people: [{ user: person('a') }] }),
    toHost({ kind: 'watch', users: ['nobody'] }),
    toHost({ kind: 'typing', conversation: channelNumber(1) }),
    toHost({ kind: 'own-presence', status: 'offline' }),
    toHost({ kind: 'own-presence', status: 'busy', until: -1 }),
    toHost({ kind: 'dismiss', notice: 'all' }),
    toHost({ ...ask, name: 'discard', input: ['nothing'] }),
    toHost({ ...ask, name: 'retry', input: ['nothing'] }),
  ]
  expect(wrong).toEqual(wrong.map(() => undefined))
})
