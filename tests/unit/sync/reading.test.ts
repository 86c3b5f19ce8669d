import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { decodeEphemeral } from '../../../core/protocol/ephemeral.ts'
import {
  claim,
  conversation,
  createSealingWorld,
  logOf,
  open,
  others,
  stateOf,
  user,
} from '../../support/sealing-world.ts'
import { toyEpoch, toyMark } from '../../support/toy-sealing.ts'

/** Of a conversation of two. */
const keepMs = 40_000

test('[CS14] how far one has read goes sealed, at once to who is there and later into the log; the relay is told nothing', async () => {
  const { sealing, sent, appends, mark, clock, settled } = createSealingWorld()
  await sealing.take({ kind: 'logs', logs: [stateOf(logOf([toyEpoch(0)]))] })
  expect(mark(2)).toBe(true)
  expect(mark(3)).toBe(true)
  clock.advance(999)
  await settled()
  expect(sent).toEqual([])
  clock.advance(1)
  await settled()
  expect(sent).toMatchObject([{ kind: 'ephemeral', conversation }])
  const [said] = sent
  const body = said?.kind === 'ephemeral' ? said.body.slice(3) : new Uint8Array()
  expect(decodeEphemeral(body)).toEqual({ kind: 'read', seq: 3 })
  clock.advance(keepMs)
  await settled()
  expect(appends().map(({ entry }) => entry)).toEqual([toyMark(0, 3)])
  expect(sent.some(({ kind }) => kind === 'mark')).toBe(false)
})

test('[CS14] of an open conversation it is told as ever; without a connection nobody is told anything', async () => {
  const { sealing, sent, mark, clock, settled } = createSealingWorld()
  expect(mark(2)).toBe(false)
  await sealing.take({ kind: 'logs', logs: [] })
  expect(mark(2, open)).toBe(true)
  expect(mark(2)).toBe(true)
  sealing.linkDown()
  expect(mark(3)).toBe(false)
  clock.advance(keepMs)
  await settled()
  expect(sent).toEqual([{ kind: 'mark', conversation: open, seq: 2 }])
})

test('[CS14] what a relay says of reading in a sealed conversation is not believed; what was sealed is', async () => {
  const { sealing, taken, marks } = createSealingWorld()
  const log = logOf([toyEpoch(0), toyMark(0, 1, false), toyMark(1, 1)])
  await sealing.take({ kind: 'logs', logs: [stateOf(log, { marked: 9, seq: 1 })] })
  await sealing.take({ kind: 'marks', conversation, marks: [{ user: others, seq: 9 }] })
  expect(taken).toMatchObject([{ kind: 'logs', logs: [{ conversation, marked: 0 }] }])
  await sealing.take({ kind: 'entries', conversation, entries: log })
  expect(marks).toEqual([
    { user: others, seq: 1, has: 1 },
    { user, seq: 1, has: 2 },
  ])
})

test('[CS15] it goes with what one writes, and is not said again', async () => {
  const { sealing, appends, append, mark, clock, settled } = createSealingWorld()
  await sealing.take({ kind: 'logs', logs: [] })
  mark(4)
  append(1, claim(0))
  await settled()
  expect(appends()).toHaveLength(1)
  clock.advance(keepMs)
  await settled()
  expect(appends()).toHaveLength(1)
  mark(5)
  clock.advance(keepMs)
  await settled()
  expect(appends().at(-1)?.entry).toEqual(toyMark(1, 5))
})

test('[CS15] another device of the person has said it: it is not said twice', async () => {
  const { sealing, appends, mark, clock, settled } = createSealingWorld()
  await sealing.take({ kind: 'logs', logs: [] })
  mark(2)
  await sealing.take({ kind: 'entries', conversation, entries: logOf([toyEpoch(9), toyMark(9, 2)]) })
  clock.advance(keepMs)
  await settled()
  expect(appends()).toEqual([])
})

test('[CS15] what was refused is said once more, what may not be said by itself waits for what is written', async () => {
  const { sealing, appends, append, port, mark, clock, settled } = createSealingWorld()
  await sealing.take({ kind: 'logs', logs: [] })
  port.isReserved = true
  mark(1)
  clock.advance(keepMs)
  await settled()
  expect(appends()).toEqual([])
  port.isReserved = false
  mark(2)
  clock.advance(keepMs)
  await settled()
  const [first] = appends()
  expect(first?.entry).toEqual(toyMark(0, 2))
  await sealing.take({
    kind: 'refuse',
    request: first?.request ?? 0,
    code: 'stale-epoch',
    retryAfter: millis(0),
    detail: '',
  })
  await settled()
  expect(appends()).toHaveLength(2)
  expect(appends()[1]?.entry).toEqual(toyMark(0, 2))
  append(1, claim(0))
  await settled()
  expect(appends()).toHaveLength(3)
})
