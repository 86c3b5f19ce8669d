import { expect, test } from 'vitest'
import { concatBytes } from '../../../core/base/bytes.ts'
import { millis } from '../../../core/base/clock.ts'
import { orThrow } from '../../../core/base/defect.ts'
import { ok } from '../../../core/base/result.ts'
import { maxAppendsInFlight } from '../../../core/protocol/limits.ts'
import { emptyHead } from '../../../core/protocol/log.ts'
import type { WorkFrame } from '../../../core/sync/relay-session.ts'
import {
  ackOf,
  claim,
  conversation,
  createSealingWorld,
  logOf,
  open,
  other,
  self,
  stateOf,
} from '../../support/sealing-world.ts'
import { sealToy, toyEpoch, toyId } from '../../support/toy-sealing.ts'

test('[CS1] frames and entries of open conversations pass as they are', async () => {
  const { sealing, taken, sent, append, settled } = createSealingWorld()
  const entry = claim(0, self, open)
  const frame: WorkFrame = { kind: 'entries', conversation: open, entries: [] }
  await sealing.take(frame)
  append(1, entry)
  await settled()
  expect(taken).toEqual([frame])
  expect(sent).toEqual([{ kind: 'append', request: 1, entry }])
})

test('[CS2] what comes of a sealed conversation is what was in it, at its place in the chain', async () => {
  const { sealing, taken } = createSealingWorld()
  const log = logOf([toyEpoch(0), sealToy(1, claim(0, other))])
  await sealing.take({ kind: 'entries', conversation, entries: log })
  const places = log.map(({ seq, head, time, bytes }) => ({ seq, head, time, sealed: toyId(bytes) }))
  expect(taken).toEqual([
    {
      kind: 'entries',
      conversation,
      entries: [
        { ...places[0], bytes: new Uint8Array() },
        { ...places[1], bytes: claim(0, other) },
      ],
    },
  ])
})

test('[CS1] a relay can declare a conversation sealed, and cannot declare a sealed one open', async () => {
  const { sealing, taken, append, appends, settled } = createSealingWorld()
  await sealing.take({
    kind: 'logs',
    logs: [stateOf([], { conversation: open }), stateOf([], { sealed: false })],
  })
  append(1, claim(0, self, open))
  append(2, claim(0))
  await settled()
  expect(appends().every(({ entry }) => entry[0] === 1)).toBe(true)
  expect(taken).toHaveLength(2)
})

test('[CS3] the counter that the relay names is told as that of the open entries', async () => {
  const { sealing, taken, held } = createSealingWorld()
  const log = logOf([toyEpoch(0), sealToy(1, claim(0))])
  await sealing.take({ kind: 'entries', conversation, entries: log })
  await sealing.take({ kind: 'logs', logs: [stateOf(log, { nextCounter: 2 })] })
  expect(taken.at(-1)).toMatchObject({ kind: 'logs', logs: [{ nextCounter: 1 }] })
  expect(held).toEqual(['held', 'released'])
})

test('[CS3] entries that the relay took without an answer are read from the log before it is told of', async () => {
  const { sealing, taken, sent, held, settled } = createSealingWorld()
  const log = logOf([toyEpoch(0), sealToy(1, claim(0))])
  const told = sealing.take({ kind: 'logs', logs: [stateOf(log, { nextCounter: 2 })] })
  await settled()
  expect(taken).toEqual([])
  expect(sent).toMatchObject([{ kind: 'fetch', conversation, segment: undefined, after: 0 }])
  const [fetch] = sent
  if (fetch?.kind !== 'fetch') throw new Error('nothing was asked')
  const position = { seq: 2, head: emptyHead }
  await sealing.take({ kind: 'fetched', request: fetch.request, entries: log, complete: true, position })
  await told
  expect(taken).toMatchObject([{ kind: 'logs', logs: [{ nextCounter: 1 }] }])
  expect(held).toEqual(['held', 'released'])
})

test('[CS4] an entry without its key is opened once the log has been read up to it', async () => {
  const { sealing, taken, sent, settled, port } = createSealingWorld()
  port.keyAt = 2
  const log = logOf([toyEpoch(0), toyEpoch(0), sealToy(1, claim(0, other))])
  const newest = log.slice(2)
  const done = sealing.take({ kind: 'entries', conversation, entries: newest })
  await settled()
  const [fetch] = sent
  if (fetch?.kind !== 'fetch') throw new Error('nothing was asked')
  expect(taken).toEqual([])
  const position = { seq: 3, head: emptyHead }
  await sealing.take({ kind: 'fetched', request: fetch.request, entries: log, complete: true, position })
  await done
  expect(taken).toMatchObject([{ kind: 'entries', entries: [{ seq: 3, bytes: claim(0, other) }] }])
})

test('[CS4] an entry without its key that comes while the log is being read waits for that reading', async () => {
  const { sealing, taken, sent, settled, port } = createSealingWorld()
  port.keyAt = 1
  const log = logOf([toyEpoch(0), sealToy(1, claim(0, other))])
  await sealing.take({ kind: 'logs', logs: [stateOf(log.slice(0, 1), { resumed: false })] })
  await settled()
  const [fetch] = sent
  if (fetch?.kind !== 'fetch') throw new Error('nothing was asked')
  const done = sealing.take({ kind: 'entries', conversation, entries: log.slice(1) })
  await settled()
  const position = { seq: 2, head: emptyHead }
  await sealing.take({ kind: 'fetched', request: fetch.request, entries: log, complete: true, position })
  await done
  expect(taken.at(-1)).toMatchObject({ kind: 'entries', entries: [{ seq: 2, bytes: claim(0, other) }] })
  expect(sent).toHaveLength(1)
})

test('[CS6] what was opened on sight is verified in its place afterwards, and named if it does not stand there', async () => {
  const { sealing, sent, failed, settled, port } = createSealingWorld()
  port.wrong.add(2)
  const log = logOf([toyEpoch(0), sealToy(1, claim(0, other)), sealToy(2, claim(1, other))])
  await sealing.take({ kind: 'entries', conversation, entries: log.slice(1) })
  await settled()
  const [fetch] = sent
  if (fetch?.kind !== 'fetch') throw new Error('nothing was asked')
  const position = { seq: 3, head: emptyHead }
  await sealing.take({ kind: 'fetched', request: fetch.request, entries: log, complete: true, position })
  await settled()
  expect(failed).toEqual([[2]])
  expect(sent).toHaveLength(1)
})

test('[CS7] what goes up is sealed in its order, and an epoch before it, whose answer nobody sees', async () => {
  const { sealing, taken, append, appends, settled, port } = createSealingWorld()
  port.rotate()
  append(1, claim(0))
  append(2, claim(1))
  await settled()
  const log = logOf([toyEpoch(0), sealToy(1, claim(0)), sealToy(2, claim(1))])
  expect(appends().map(({ entry }) => entry)).toEqual(log.map(({ bytes }) => bytes))
  for (const [index, { request }] of appends().entries()) {
    const place = log[index]
    if (place !== undefined) await sealing.take(ackOf(request, place))
  }
  expect(taken).toMatchObject([
    { kind: 'entries', entries: [{ seq: 1, bytes: new Uint8Array() }] },
    { kind: 'ack', request: 1, seq: 2, sealed: toyId(sealToy(1, claim(0))) },
    { kind: 'ack', request: 2, seq: 3 },
  ])
})

test('[CS8] what was sealed after a refused entry falls with it, and is sealed anew when all is answered', async () => {
  const { sealing, taken, append, appends, settled, port } = createSealingWorld()
  const refuse = (request: number, code: 'stale-epoch' | 'counter'): WorkFrame => ({
    kind: 'refuse',
    request,
    code,
    retryAfter: millis(0),
    detail: '',
  })
  append(1, claim(0))
  append(2, claim(1))
  await settled()
  await sealing.take(refuse(1, 'stale-epoch'))
  append(3, claim(0))
  await settled()
  expect(appends()).toHaveLength(2)
  await sealing.take(refuse(2, 'counter'))
  await settled()
  expect(taken).toMatchObject([
    { kind: 'refuse', request: 1, code: 'stale-epoch' },
    { kind: 'refuse', request: 2, code: 'stale-epoch' },
  ])
  expect(appends()).toHaveLength(3)
  expect(port.afresh).toEqual([true, true])
})

test('[CS7] what may not be sealed is refused as if by the relay', async () => {
  const { taken, append, sent, settled, port } = createSealingWorld()
  port.refusal = { kind: 'refused', code: 'not-linked', detail: 'link this device' }
  append(1, claim(0))
  await settled()
  port.refusal = { kind: 'unavailable', detail: 'locked' }
  append(2, claim(0))
  await settled()
  expect(sent).toEqual([])
  expect(taken).toMatchObject([
    { kind: 'refuse', request: 1, code: 'not-linked' },
    { kind: 'refuse', request: 2, code: 'unavailable', retryAfter: 5_000 },
  ])
})

test('[CS7] epochs do not bring more appends under way than a relay takes', async () => {
  const { append, appends, settled, port, sealing } = createSealingWorld()
  port.rotate()
  for (let counter = 0; counter < maxAppendsInFlight; counter++) append(counter, claim(counter))
  await settled()
  expect(appends()).toHaveLength(maxAppendsInFlight)
  const first = appends()[0]
  const [place] = logOf([first?.entry ?? concatBytes()])
  if (first !== undefined && place !== undefined) await sealing.take(ackOf(first.request, place))
  await settled()
  expect(appends()).toHaveLength(maxAppendsInFlight + 1)
})

test('[CS5] nothing that a lost connection brought or answered is taken on the next one', async () => {
  const { sealing, taken, append, appends, settled } = createSealingWorld()
  append(1, claim(0))
  sealing.linkDown()
  await settled()
  expect(appends()).toEqual([])
  append(1, claim(0))
  await settled()
  expect(appends()).toHaveLength(1)
  expect(taken).toEqual([])
})

/** A device that has something to give up in segment 3; `reply` answers what it asks, `fetches` counts how often it looked. */
async function erasingWorld(made: ReadonlyArray<Uint8Array>) {
  const world = createSealingWorld()
  const { port, sealing, sent, clock, settled } = world
  const erased: Array<ReadonlyArray<number>> = []
  const due = { ...orThrow(await port.position(conversation)), erasing: 3 }
  Object.assign(port, {
    position: async () => ok(due),
    erase: async () => ok(made),
    erased: async (_: unknown, __: unknown, counters: ReadonlyArray<number>) => {
      erased.push(counters)
      return ok(orThrow(await createSealingWorld().port.position(conversation)))
    },
  })
  const fetches = () => sent.filter((frame) => frame.kind === 'fetch')
  const answerFetch = async (): Promise<void> => {
    const fetch = fetches().at(-1)
    if (fetch === undefined) throw new Error('nothing was asked')
    const position = { seq: 0, head: emptyHead }
    await sealing.take({ kind: 'fetched', request: fetch.request, entries: [], complete: true, position })
    await settled()
  }
  await sealing.take({ kind: 'logs', logs: [stateOf([])] })
  clock.advance(2_000)
  await settled()
  return { ...world, erased, fetches, answerFetch }
}

/** As far as sync reads it: the counter is 7. */
const standIn = Uint8Array.from({ length: 262 }, (_, index) => (index === 63 ? 7 : index < 2 ? 1 : 0))

test('[CS20] what is taken back is looked for in its segment, handed in, and told when the relay has taken it', async () => {
  const { fetches, answerFetch, appends, sealing, settled, erased, taken } = await erasingWorld([standIn])
  expect(fetches()).toMatchObject([{ conversation, segment: 3, after: 0 }])
  await answerFetch()
  expect(appends()).toMatchObject([{ entry: standIn }])
  expect(erased).toEqual([])
  const before = taken.length
  await sealing.take(
    ackOf(appends()[0]?.request ?? 0, { seq: 1, head: emptyHead, time: millis(5), bytes: standIn }),
  )
  await settled()
  expect(erased).toEqual([[7]])
  expect(taken).toHaveLength(before)
})

test.each([
  ['unavailable', 60_000, 2],
  ['not-linked', 600_000, 1],
] as const)(
  '[CS21] refused as %s it stays due, and is looked for again in its time',
  async (code, wait, times) => {
    const { fetches, answerFetch, appends, sealing, settled, erased, clock } = await erasingWorld([standIn])
    await answerFetch()
    const request = appends()[0]?.request ?? 0
    await sealing.take({ kind: 'refuse', request, code, retryAfter: millis(0), detail: '' })
    await settled()
    clock.advance(wait)
    await settled()
    clock.advance(2_000)
    await settled()
    expect(erased).toEqual([])
    expect(fetches()).toHaveLength(times)
  },
)
