import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { eraseOps, spanOf } from '../../../../core/conversation/erased-update.ts'
import { checkUpdate } from '../../../../core/conversation/validator.ts'
import { decodeEntry, entryIdOf } from '../../../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../../../core/protocol/frame.ts'
import { opId, randomId } from '../../../../core/protocol/ids.ts'
import { emptyHead, nextHead } from '../../../../core/protocol/log.ts'
import { testPost } from '../../../support/conversations.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { fetchFrame } from '../../../support/fetch-frame.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { opsUpdate, rawUpdate } from '../../../support/updates.ts'
import { setupVirtualRelay } from '../../../support/virtual-relay.ts'
import { forgetAfterMs } from '../../../../sync-server/relay/relay.ts'

const random = createSeededRandom(3)

async function setupWriter() {
  const world = setupVirtualRelay()
  const ada = await world.addDevice('ada')
  const bob = await world.addDevice('bob')
  const { general } = await world.addWorkspace([ada, bob])
  const [adas, bobs] = [await world.open(ada), await world.open(bob)]
  const writer = createEntryWriter(ada, general)
  let counter = 0
  let request = 0
  const append = async (update?: Uint8Array, segment = 0): Promise<Uint8Array> => {
    const entry =
      update === undefined
        ? writer.entry({ kind: 'claim', counter })
        : writer.entry({ kind: 'content', segment, counter, update })
    counter++
    adas.send({ kind: 'append', request: request++, entry })
    await world.settle()
    expect(adas.of('ack').at(-1)?.request).toBe(request - 1)
    return entry
  }
  const posts = (clock: number, count: number): Uint8Array =>
    opsUpdate(
      writer.client,
      clock,
      Array.from({ length: count }, () =>
        testPost({ id: randomId(opId, random), by: ada.user, text: `secret at ${clock}` }),
      ),
    )
  const deleting = (...ranges: ReadonlyArray<readonly [number, number]>): Uint8Array =>
    rawUpdate({ deletes: [{ client: writer.client, ranges }] })
  const log = async (): Promise<ReadonlyArray<LoggedEntry>> => {
    bobs.news()
    bobs.send(fetchFrame(general, request++))
    await world.settle()
    return bobs.news().flatMap((frame) => (frame.kind === 'fetched' ? frame.entries : []))
  }
  await append()
  return { world, ada, adas, general, writer, append, posts, deleting, log }
}

const erasedSeqs = (log: ReadonlyArray<LoggedEntry>): ReadonlyArray<number> =>
  log.flatMap(({ seq, erased }) => (erased === undefined ? [] : [seq]))

test('[ER1][ER2] a deletion of all ops of an entry takes its body, and keeps id, head and clocks', async () => {
  const { ada, writer, append, posts, deleting, log } = await setupWriter()
  const first = await append(posts(0, 1))
  const second = await append(posts(1, 3))
  await append(posts(4, 1))
  const before = await log()
  await append(deleting([0, 1], [1, 3]))
  const after = await log()
  expect(erasedSeqs(after)).toEqual([2, 3])
  let head = emptyHead
  for (const [index, entry] of after.entries()) {
    const id = entry.erased ?? entryIdOf(entry.bytes)
    head = nextHead(head, entry.seq, id)
    expect(entry.head).toEqual(head)
    if (index < before.length) expect(entry.time).toBe(before[index]?.time)
  }
  expect(after[1]?.erased).toEqual(entryIdOf(first))
  expect(after[2]?.erased).toEqual(entryIdOf(second))
  for (const [index, nextClock, end] of [
    [1, 0, 1],
    [2, 1, 4],
  ] as const) {
    const bytes = after[index]?.bytes ?? new Uint8Array()
    expect(Buffer.from(bytes).includes('secret')).toBe(false)
    const entry = orThrow(decodeEntry(bytes))
    if (entry.kind !== 'content') throw new Error('a claim has nothing to erase')
    const checked = checkUpdate(entry.update, { client: writer.client, nextClock, by: ada.user })
    expect(checked).toMatchObject({ ok: true, value: { nextClock: end, ops: [] } })
  }
})

test('[ER1] not while an op of it is left, nor in another segment, nor what comes later', async () => {
  const { append, posts, deleting, log, writer, ada } = await setupWriter()
  await append(posts(0, 2)) // seq 2
  await append(posts(0, 2), 1) // seq 3
  await append(deleting([1, 1])) // seq 4
  expect(erasedSeqs(await log())).toEqual([])
  // Brings an op and deletes it itself: it is no earlier entry.
  const op = testPost({ id: randomId(opId, random), by: ada.user, text: 'x' })
  const own = opsUpdate(writer.client, 2, [op]).slice(0, -1)
  const deletes = rawUpdate({ deletes: [{ client: writer.client, ranges: [[2, 1]] }] }).slice(1)
  await append(Buffer.concat([own, deletes]))
  expect(erasedSeqs(await log())).toEqual([])
  await append(deleting([0, 3]))
  expect(erasedSeqs(await log())).toEqual([2, 5])
  await append(deleting([0, 3])) // again: nothing changes
  expect(erasedSeqs(await log())).toEqual([2, 5])
})

test('[ER1][EN6] the entry sent again is a repeat still, and other bytes under its counter are not', async () => {
  const { world, adas, append, posts, deleting, writer } = await setupWriter()
  const post = await append(posts(0, 1))
  await append(deleting([0, 1]))
  adas.send({ kind: 'append', request: 90, entry: post })
  const other = writer.entry({ kind: 'content', counter: 1, update: posts(0, 1) })
  adas.send({ kind: 'append', request: 91, entry: other })
  await world.settle()
  expect(adas.of('ack').at(-1)).toMatchObject({ request: 90, seq: 2 })
  expect(adas.of('refuse')).toMatchObject([{ request: 91, code: 'counter' }])
})

test('[ER1] what comes and goes in one commit is given up too', async () => {
  const { world, adas, writer, posts, deleting, log } = await setupWriter()
  const entries = [posts(0, 1), deleting([0, 1])].map((update, index) =>
    writer.entry({ kind: 'content', counter: 1 + index, update }),
  )
  for (const [index, entry] of entries.entries()) adas.send({ kind: 'append', request: 50 + index, entry })
  await world.settle()
  expect(erasedSeqs(await log())).toEqual([2])
})

test('[ER3] a deletion empties the journal of the store within a minute, once', async () => {
  const { world, append, posts, deleting } = await setupWriter()
  await append(posts(0, 2))
  expect(world.checkpoints()).toBe(0)
  await append(deleting([0, 1]))
  await append(deleting([1, 1]))
  world.clock.advance(forgetAfterMs)
  await world.settle()
  expect(world.checkpoints()).toBe(1)
})

test('what is left of an update passes the validator where the update did', () => {
  const ada = testPost({ text: 'x' })
  const update = opsUpdate(9, 0, [ada, ada])
  const left = eraseOps(update) ?? new Uint8Array()
  expect(spanOf(left)).toEqual({ client: 9, clock: 0, ops: 2 })
  expect(checkUpdate(left, { client: 9, nextClock: 0, by: ada.by })).toMatchObject({
    ok: true,
    value: { clock: 0, nextClock: 2 },
  })
  const deletes = rawUpdate({ deletes: [{ client: 9, ranges: [[0, 1]] }] })
  expect(eraseOps(deletes)).toEqual(deletes)
  expect(eraseOps(Uint8Array.of(9))).toBeUndefined()
  expect(spanOf(Uint8Array.of(9))).toBeUndefined()
})
