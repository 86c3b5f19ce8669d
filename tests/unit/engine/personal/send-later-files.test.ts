import { expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { createCell } from '../../../../core/base/readable.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import { encodeWaiting } from '../../../../core/conversation/waiting-file.ts'
import type { PostDetails } from '../../../../core/engine/engine.ts'
import type { SendFailure } from '../../../../core/engine/send-failure.ts'
import { createScheduledFiles, laterPrefix } from '../../../../core/engine/personal/scheduled-files.ts'
import {
  readScheduled,
  schedule,
  type ScheduledMessage,
  scheduledKey,
} from '../../../../core/engine/personal/scheduled.ts'
import { createSendLater } from '../../../../core/engine/personal/send-later.ts'
import { attachmentId } from '../../../../core/protocol/ids.ts'
import { createMemoryStore } from '../../../../core/storage/memory-store.ts'
import { testOpId } from '../../../support/conversations.ts'
import { settled, workspace } from '../../../support/devices.ts'
import { testConversation } from '../../../support/test-conversation.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const hour = 3_600_000
const boat = {
  id: attachmentId('b'.repeat(32)),
  name: 'boat.png',
  type: 'image/png',
  size: 5,
  sha256: new Uint8Array(32).fill(1),
  seal: { key: new Uint8Array(32).fill(2), header: new Uint8Array(24).fill(3), size: 5 },
  thumbnail: Uint8Array.of(1, 2, 3),
}
const { id, name, type, size } = boat
const file = { id, name, type, size }
const fileKey = `${laterPrefix}${id}`
const clock = createVirtualClock()
const withBoat = (): ScheduledMessage => ({
  message: testOpId(1),
  conversation: testConversation(1),
  text: '',
  mentions: [],
  thread: undefined,
  alsoInChannel: false,
  replyTo: undefined,
  preview: undefined,
  files: [file],
  at: millis(clock.now() + hour),
})
const valueOf = (scheduled: ScheduledMessage): string => {
  const changes = schedule(new Map(), scheduled)
  return 'kind' in changes ? '' : (changes[0]?.[1] ?? '')
}

/** A device, and what it posts. The settings are those of the person: several devices may share them. */
function setup(all = createCell<ReadonlyMap<string, string>>(new Map())) {
  const posted: Array<PostDetails | undefined> = []
  const state: { isCurrent: boolean; failure: SendFailure | undefined } = {
    isCurrent: true,
    failure: undefined,
  }
  const store = createMemoryStore()
  const later = createSendLater({
    clock,
    workspaces: () => [workspace],
    settings: () => ({
      all,
      set: async (key) => {
        all.write(new Map([...all.read()].filter(([each]) => each !== key)))
        return ok(undefined)
      },
    }),
    isCurrent: () => state.isCurrent,
    files: createScheduledFiles(store),
    open: () => ({
      post: async (_text, about) => {
        if (state.failure !== undefined) return fail(state.failure)
        posted.push(about)
        return ok(testOpId(1))
      },
      close: () => undefined,
    }),
  })
  all.listen(later.look)
  const value = encodeWaiting({ attachment: boat, order: 0 })
  return {
    all,
    state,
    store,
    later,
    posted,
    attach: () => store.write([{ kind: 'value', key: fileKey, value }], { durable: true }),
    put: (scheduled: ScheduledMessage): void =>
      all.write(new Map([[scheduledKey(scheduled.message), valueOf(scheduled)]])),
  }
}

async function pass(ms: number): Promise<void> {
  clock.advance(ms)
  await settled()
}
const given = { kind: 'file', failure: { kind: 'cancelled' } } as const

test('[PS26] what has files is sent by the device that has them alone, with them, and its part of them is gone then', async () => {
  const here = setup()
  const elsewhere = setup(here.all)
  await here.attach()
  const message = withBoat()
  here.put(message)
  expect(readScheduled(here.all.read())).toEqual([message])
  here.state.isCurrent = false
  await pass(2 * hour)
  expect([here.posted, elsewhere.posted]).toEqual([[], []])
  here.state.isCurrent = true
  here.later.look()
  await settled()
  expect(elsewhere.posted).toEqual([])
  expect(here.posted).toEqual([{ id: testOpId(1), attachments: [boat] }])
  expect(readScheduled(here.all.read())).toEqual([])
  expect(await here.store.value(fileKey)).toEqual(ok(undefined))
  here.later.close()
  elsewhere.later.close()
})

test('[PS26] what knows nothing of files takes it for none, and so is one that names none of them rightly', () => {
  const value = valueOf(withBoat())
  const readAs = (written: string) => readScheduled(new Map([[scheduledKey(testOpId(1)), written]]))
  expect(readAs(value)).toHaveLength(1)
  expect(value).not.toContain('"text"')
  const all = JSON.stringify([file])
  for (const other of [
    '[]',
    'null',
    all.replace(id, 'x'),
    JSON.stringify(Array.from({ length: 11 }, () => file)),
  ])
    expect(readAs(value.replace(all, other))).toEqual([])
})

test('[PS26] a crash after it was posted, before it went off the list, sends nothing twice and leaves nothing', async () => {
  const { all, state, store, attach, put, later, posted } = setup()
  await attach()
  state.failure = { kind: 'not-ready' }
  put(withBoat())
  await pass(hour)
  expect(readScheduled(all.read())).toHaveLength(1)
  // The next start: main has given the files away, to a message that is durable.
  state.failure = given
  await pass(30_000)
  expect(posted).toEqual([])
  expect(readScheduled(all.read())).toEqual([])
  expect(await store.value(fileKey)).toEqual(ok(undefined))
  later.close()
})

test('[PS26] of one whose files are gone nothing is sent, and it stays on the list', async () => {
  const { all, state, attach, put, later, posted } = setup()
  await attach()
  state.failure = given
  put(withBoat())
  await pass(hour)
  expect(posted).toEqual([])
  expect(readScheduled(all.read())).toHaveLength(1)
  later.close()
})
