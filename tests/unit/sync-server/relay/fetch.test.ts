import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { type ConversationId, conversationId } from '../../../../core/protocol/ids.ts'
import { batchBytes } from '../../../../core/protocol/limits.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
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
