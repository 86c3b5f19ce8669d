import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { conversationId, deviceId, workspaceId } from '../../../core/protocol/ids.ts'
import type { LogState } from '../../../core/protocol/frame.ts'
import { createMemoryOutbox } from '../../../core/storage/memory-outbox.ts'
import { createMemoryStore } from '../../../core/storage/memory-store.ts'
import { noArrivals } from '../../../core/sync/arrivals.ts'
import { decodeRecord, emptyRecord } from '../../../core/sync/conversation-record.ts'
import { createOutboxDrain } from '../../../core/sync/outbox-drain.ts'
import { createReplica, type Replica } from '../../../core/sync/replica.ts'
import { noUploads } from '../../../core/sync/uploads.ts'
import { testOpId, testUser } from '../../support/conversations.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

const id = conversationId('c'.repeat(32))
const [self, bob] = [testUser(1), testUser(2)]

/** A replica that hears of a log, and gets nothing of it. */
function setup({ isSealed }: { readonly isSealed: boolean }) {
  const clock = createVirtualClock()
  const store = createMemoryStore()
  const said: Array<number> = []
  const arrived: Array<number> = []
  const contents = { pending: [], counters: [] }
  const outbox = createOutboxDrain({
    outbox: createMemoryOutbox(),
    contents,
    uploads: noUploads,
    clock,
    send: () => false,
    newRequest: () => 1,
    acked: () => undefined,
    moved: () => undefined,
    prolong: async () => undefined,
    doubted: () => undefined,
    report: () => undefined,
  })
  const start = (record = emptyRecord): Replica =>
    createReplica(
      {
        id,
        user: self,
        device: deviceId('d'.repeat(32)),
        clock,
        random: createSeededRandom(5),
        store,
        outbox,
        isModerator: () => false,
        isSealed: () => isSealed,
        fetch: () => false,
        inTurn: async (run) => run(),
        hurry: () => undefined,
        filesUnused: () => undefined,
        mark: (seq) => said.push(seq) > 0,
        sealing: {
          rows: () => [
            {
              id,
              workspace: workspaceId('b'.repeat(32)),
              type: 'dm',
              members: [self, bob].map((user) => ({ user, role: 'member' })),
              isNew: false,
            },
          ],
        },
        arrived: (seq) => void arrived.push(seq),
        breathe: async () => undefined,
        mayReach: () => false,
        resetLink: () => undefined,
        report: () => undefined,
        stored: () => undefined,
        threadNews: () => undefined,
        changed: () => undefined,
      },
      record,
    )
  const stored = async () => {
    const listed = await store.conversations()
    const bytes = listed.ok ? listed.value[0]?.record : undefined
    return (bytes && decodeRecord(bytes)) ?? emptyRecord
  }
  const state = (seq: number): LogState => ({
    conversation: id,
    seq,
    head: new Uint8Array(32).fill(seq),
    newestSegment: 0,
    time: millis(5),
    resumed: false,
    nextCounter: 0,
    marked: 0,
    sealed: isSealed,
  })
  return { start, stored, state, said, arrived }
}

test('[CS16] a sealed log is not unread for its length: epochs and marks are in it too', async () => {
  for (const isSealed of [true, false]) {
    const { start, state } = setup({ isSealed })
    const replica = start()
    await replica.noteLog(state(9), { isOld: false })
    expect(replica.isUnread()).toBe(!isSealed)
    await replica.noteLog(state(2_000), { isOld: false })
    expect(replica.isUnread()).toBe(!isSealed)
  }
})

test('[CS14] how far people have read, as the log says, is there after a restart, and is not said once more', async () => {
  const { start, stored, state, said } = setup({ isSealed: true })
  const replica = start({ ...emptyRecord, foreignSeq: 9, markSeq: 9 })
  await replica.noteLog(state(9), { isOld: false })
  expect(said).toEqual([9])
  const marks = [
    { user: self, seq: 9 },
    { user: bob, seq: 7 },
  ]
  replica.marked(marks, { isSealed: true })
  replica.marked([{ user: bob, seq: 3 }], { isSealed: true })
  await replica.idle()
  const record = await stored()
  expect(record).toMatchObject({ seenSeq: 9, keptSeq: 9, readers: new Map([[bob, 7]]) })
  const again = start(record)
  expect(again.isUnread()).toBe(false)
  await again.noteLog(state(9), { isOld: false })
  expect(said).toEqual([9])
})

test('[CR81] what another device says live clears unread, and is said again until the log says so', async () => {
  const { start, stored, state, said } = setup({ isSealed: true })
  const replica = start({ ...emptyRecord, foreignSeq: 9 })
  await replica.noteLog(state(9), { isOld: false })
  expect(replica.isUnread()).toBe(true)
  replica.marked([{ user: self, seq: 9 }], { isSealed: false })
  expect(replica.isUnread()).toBe(false)
  await replica.idle()
  await start(await stored()).noteLog(state(9), { isOld: false })
  expect(said).toEqual([9])
})

const post = (number: number, seq: number) => ({
  message: testOpId(number),
  at: { time: millis(seq), counter: 0 },
  seq,
})

test('[CR93] what has arrived is there after a restart; of another log nothing of it holds', async () => {
  const { start, stored, state } = setup({ isSealed: true })
  const replica = start({ ...emptyRecord, arrivals: { ...noArrivals, sent: [post(1, 3), post(2, 9)] } })
  await replica.noteLog(state(9), { isOld: false })
  replica.marked([{ user: bob, seq: 0, has: 4 }], { isSealed: false })
  expect(replica.view().reached.arrived).toEqual({ at: post(1, 3).at, except: [] })
  expect(replica.view().seen).toBeUndefined()
  await replica.idle()
  const again = start(await stored())
  await again.noteLog(state(9), { isOld: false })
  again.marked([], { isSealed: false })
  expect(again.view().reached.arrived).toEqual({ at: post(1, 3).at, except: [] })
  await again.distrustLog()
  expect((await stored()).arrivals).toEqual(noArrivals)
})

test('[CS22] what came and was not seen is told anew on each connection until it has been told, and is not after a restart', async () => {
  const { start, stored, state, arrived } = setup({ isSealed: true })
  const unread = [{ seq: 4, message: testOpId(1), by: bob, mention: false, reply: false }]
  const record = { ...emptyRecord, newestSegment: 0, held: new Map([[0, 'live' as const]]), unread }
  const replica = start({ ...record, cursor: { seq: 9, head: new Uint8Array(32).fill(9) } })
  await replica.noteLog(state(9), { isOld: false })
  await replica.idle()
  expect(new Set(arrived)).toEqual(new Set([4]))
  replica.marked([{ user: self, seq: 0, has: 4 }], { isSealed: true })
  await replica.idle()
  expect(replica.unreadCount().messages).toBe(1)
  arrived.length = 0
  await start(await stored()).noteLog(state(9), { isOld: false })
  expect(arrived).toEqual([])
})
