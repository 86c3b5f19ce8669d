import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import type { FetchRange } from '../../../../core/protocol/frame.ts'
import { type ConversationId, conversationId } from '../../../../core/protocol/ids.ts'
import { batchBytes } from '../../../../core/protocol/limits.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { fetchFrame } from '../../../support/fetch-frame.ts'
import {
  setupVirtualRelay,
  type VirtualConnection,
  type VirtualRelay,
} from '../../../support/virtual-relay.ts'

/** Seqs: 1 claim, 2 and 4 in segment 0, 3 and 5 in segment 1, 6 another claim. */
async function setupSegments(): Promise<{
  readonly world: VirtualRelay
  readonly general: ConversationId
  readonly socket: VirtualConnection
}> {
  const world = setupVirtualRelay()
  const ada = await world.addDevice('ada')
  const phone = await world.addDevice('ada', ada.user)
  const { general } = await world.addWorkspace([ada])
  const socket = await world.open(ada)
  const writer = createEntryWriter(ada, general)
  const entries = [writer.claim(), ...[0, 1, 0, 1].map((segment) => writer.post('x', segment))]
  for (const [request, entry] of entries.entries()) socket.send({ kind: 'append', request, entry })
  await world.settle()
  const other = await world.open(phone)
  other.send({ kind: 'append', request: 0, entry: createEntryWriter(phone, general).claim() })
  await world.settle()
  return { world, general, socket }
}

const seqsOf = (socket: VirtualConnection, request: number): ReadonlyArray<number> =>
  socket
    .of('fetched')
    .filter((frame) => frame.request === request)
    .flatMap(({ entries }) => entries.map(({ seq }) => seq))

test('[FE1] a segment comes whole, all claims first', async () => {
  const { world, general, socket } = await setupSegments()
  for (const segment of [0, 1, 2]) {
    socket.send({
      kind: 'fetch',
      request: segment,
      conversation: general,
      segment,
      after: 0,
      before: 0,
      limit: 0,
      backwards: false,
    })
  }
  await world.settle()
  expect(seqsOf(socket, 0)).toEqual([1, 6, 2, 4])
  expect(seqsOf(socket, 1)).toEqual([1, 6, 3, 5])
  expect(seqsOf(socket, 2)).toEqual([1, 6])
})

test('[FE1] after a seq, only what came later in the segment', async () => {
  const { world, general, socket } = await setupSegments()
  socket.send({
    kind: 'fetch',
    request: 0,
    conversation: general,
    segment: 0,
    after: 2,
    before: 0,
    limit: 0,
    backwards: false,
  })
  socket.send({
    kind: 'fetch',
    request: 1,
    conversation: general,
    segment: 0,
    after: 6,
    before: 0,
    limit: 0,
    backwards: false,
  })
  await world.settle()
  expect(seqsOf(socket, 0)).toEqual([4])
  expect(seqsOf(socket, 1)).toEqual([])
  expect(socket.of('fetched').map(({ complete }) => complete)).toEqual([true, true])
})

/** Fourteen large entries more in segment 0: 224 kB, seqs 7 to 20. */
async function setupLargeSegment(): ReturnType<typeof setupSegments> {
  const { world, general, socket } = await setupSegments()
  const eve = await world.addDevice('eve')
  const workspace = (await world.store.logs.log(general))?.workspace
  if (workspace === undefined) throw new Error('general is in a workspace')
  orThrow(await world.store.directory.join(workspace, eve.user, 'member'))
  const eves = await world.open(eve)
  const writer = createEntryWriter(eve, general)
  const entries = [writer.claim(), ...Array.from({ length: 13 }, () => writer.post('x'.repeat(16_000)))]
  for (const [request, entry] of entries.entries()) eves.send({ kind: 'append', request, entry })
  await world.settle()
  return { world, general, socket }
}
const wholeSegment = [1, 6, 7, 2, 4, ...Array.from({ length: 13 }, (_, index) => 8 + index)]

test('[FE2] it comes in parts, the last of which says as of where the segment is whole', async () => {
  const { world, general, socket } = await setupLargeSegment()
  const log = await world.store.logs.log(general)
  socket.send({
    kind: 'fetch',
    request: 9,
    conversation: general,
    segment: 0,
    after: 0,
    before: 0,
    limit: 0,
    backwards: false,
  })
  await world.settle()
  const parts = socket.of('fetched')
  expect(parts.map(({ complete }) => complete)).toEqual([false, true])
  expect(parts.at(-1)?.position).toEqual({ seq: log?.seq, head: log?.head })
  expect(seqsOf(socket, 9)).toEqual(wholeSegment)
  for (const { entries } of parts) {
    expect(entries.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThanOrEqual(batchBytes)
  }
})

test('[FE2] parts wait while the reader is slow', async () => {
  const { world, general, socket } = await setupLargeSegment()
  socket.setBuffered(1)
  socket.send({
    kind: 'fetch',
    request: 0,
    conversation: general,
    segment: 0,
    after: 0,
    before: 0,
    limit: 0,
    backwards: false,
  })
  await world.settle()
  expect(socket.of('fetched').length).toBe(1)
  socket.setBuffered(0)
  await world.settle()
  expect(seqsOf(socket, 0)).toEqual(wholeSegment)
})

test('[FE3] a conversation that is not there, or not for this user, is refused', async () => {
  const { world, general } = await setupSegments()
  const eves = await world.open(await world.addDevice('eve'))
  for (const [request, conversation] of [general, conversationId('cd'.repeat(16))].entries()) {
    eves.send({
      kind: 'fetch',
      request,
      conversation,
      segment: 0,
      after: 0,
      before: 0,
      limit: 0,
      backwards: false,
    })
  }
  await world.settle()
  expect(eves.of('refuse')).toMatchObject([
    { request: 0, code: 'unknown-conversation', retryAfter: 0 },
    { request: 1, code: 'unknown-conversation', retryAfter: 0 },
  ])
})

test('[FE4] backwards the newest comes first, after the claims of those who wrote what the answer holds', async () => {
  const { world, general, socket } = await setupLargeSegment()
  const ask = (request: number, range: Partial<FetchRange>): void =>
    socket.send(fetchFrame(general, request, { segment: 0, backwards: true, ...range }))
  ask(1, {})
  ask(2, { limit: 2 })
  ask(3, { before: 8, limit: 1 })
  ask(4, { before: 5, after: 2 })
  ask(5, { before: 2 })
  ask(6, { segment: 1, limit: 9 })
  await world.settle()
  const newestFirst = Array.from({ length: 13 }, (_, index) => 20 - index)
  expect(seqsOf(socket, 1)).toEqual([1, 7, ...newestFirst, 4, 2]) // 6 claimed, and wrote nothing
  expect(socket.of('fetched').filter(({ request }) => request === 1).length).toBe(2)
  expect(seqsOf(socket, 2)).toEqual([7, 20, 19])
  expect(seqsOf(socket, 3)).toEqual([1, 4])
  expect(seqsOf(socket, 4)).toEqual([1, 4])
  expect(seqsOf(socket, 5)).toEqual([])
  expect(seqsOf(socket, 6)).toEqual([1, 5, 3])
})

test('[FE5] asking again from where an answer ended leaves no gap and doubles nothing', async () => {
  const { world, general, socket } = await setupLargeSegment()
  const content = async (request: number, range: Partial<FetchRange>): Promise<ReadonlyArray<number>> => {
    socket.send(fetchFrame(general, request, { limit: 4, ...range }))
    await world.settle()
    return seqsOf(socket, request)
  }
  for (const segment of [undefined, 0]) {
    const claims = segment === undefined ? [] : [1, 6, 7]
    const wanted = segment === undefined ? Array.from({ length: 20 }, (_, index) => index + 1) : wholeSegment
    for (const backwards of [false, true]) {
      const read: Array<number> = []
      for (let request = socket.frames.length; ; request++) {
        const last = read.at(-1)
        const from = last === undefined ? {} : backwards ? { before: last } : { after: last }
        const part = await content(request, { segment, backwards, ...from })
        const fresh = part.filter((seq) => !claims.includes(seq))
        if (fresh.length === 0) break
        read.push(...fresh)
      }
      const expected = wanted.filter((seq) => !claims.includes(seq))
      expect(read).toEqual(backwards ? expected.toReversed() : expected)
    }
  }
})

test('[FE6] without a segment the log comes as it is, seqs without a gap', async () => {
  const { world, general, socket } = await setupSegments()
  socket.send(fetchFrame(general, 1))
  socket.send(fetchFrame(general, 2, { backwards: true, before: 6, limit: 3 }))
  socket.send(fetchFrame(general, 3, { after: 2, before: 5 }))
  await world.settle()
  expect(seqsOf(socket, 1)).toEqual([1, 2, 3, 4, 5, 6])
  expect(seqsOf(socket, 2)).toEqual([5, 4, 3])
  expect(seqsOf(socket, 3)).toEqual([3, 4])
})

test('[FE2] bounds that hold nothing, or everything, are answered', async () => {
  const { world, general, socket } = await setupSegments()
  const most = Number.MAX_SAFE_INTEGER
  socket.send(fetchFrame(general, 1, { after: most, before: 1 }))
  socket.send(fetchFrame(general, 2, { segment: most - 1, before: most, limit: most, backwards: true }))
  socket.send(fetchFrame(general, 3, { before: most, limit: most }))
  await world.settle()
  expect([1, 2, 3].map((request) => seqsOf(socket, request).length)).toEqual([0, 0, 6])
  expect(socket.of('fetched').every(({ complete, position }) => complete && position.seq === 6)).toBe(true)
})

test('[FE2][CF1] parts wait for credit', async () => {
  const { world, general, socket } = await setupLargeSegment()
  socket.setCredit(false)
  for (let request = 0; request < 10; request++) socket.send(fetchFrame(general, request))
  await world.settle()
  const before = socket.of('fetched').length
  expect(before).toBeLessThan(11)
  socket.setCredit(true)
  await world.settle()
  expect(socket.of('fetched').filter(({ complete }) => complete).length).toBe(10)
})
