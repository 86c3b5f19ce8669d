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
  type SealingWorld,
} from '../../support/sealing-world.ts'
import { toyEpoch, toyMark } from '../../support/toy-sealing.ts'

/** Of a conversation of two. */
const keepMs = 40_000
const by = new Set([others])

async function connected(): Promise<SealingWorld> {
  const world = createSealingWorld()
  await world.sealing.take({ kind: 'logs', logs: [stateOf(logOf([toyEpoch(9)]))] })
  return world
}

const saidIn = ({ sent }: SealingWorld) =>
  sent.flatMap((frame) => (frame.kind === 'ephemeral' ? [decodeEphemeral(frame.body.slice(3))] : []))

async function pass({ clock, settled }: SealingWorld, time: number): Promise<void> {
  clock.advance(time)
  await settled()
}

test('[CS22] what came is told once for a burst to who is there, and costs the log nothing', async () => {
  const world = await connected()
  for (let seq = 2; seq < 50; seq++) world.sealing.arrived(conversation, seq, by)
  await pass(world, 999)
  expect(saidIn(world)).toEqual([])
  await pass(world, 1)
  expect(saidIn(world)).toEqual([{ kind: 'arrived', seq: 49 }])
  expect(world.marks).toEqual([{ user, seq: 0, has: 49 }]) // kept: not said again after a restart
  world.sealing.arrived(conversation, 49, by)
  await pass(world, keepMs)
  expect(saidIn(world)).toHaveLength(1)
  expect(world.appends()).toEqual([])
})

test('[CS22] who wrote and is not there finds it in the log, as one entry that tells nothing of reading', async () => {
  const world = await connected()
  world.told.there.clear()
  world.sealing.arrived(conversation, 2, by)
  await pass(world, 1_000)
  expect(world.marks).toEqual([])
  world.sealing.arrived(conversation, 3, by)
  await pass(world, keepMs - 1)
  expect(world.appends()).toEqual([])
  await pass(world, 1)
  expect(world.appends().map(({ entry }) => entry)).toEqual([toyMark(0, 0)])
  await pass(world, keepMs)
  expect(world.appends()).toHaveLength(1)
})

test('[CS22] who has read it says that, and not besides that it arrived', async () => {
  const world = await connected()
  world.told.there.clear()
  world.sealing.arrived(conversation, 2, by)
  world.mark(2)
  await pass(world, 1_000)
  expect(saidIn(world)).toEqual([{ kind: 'read', seq: 2 }])
  world.sealing.arrived(conversation, 3, by) // behind what was read
  await pass(world, 1_000)
  expect(saidIn(world)).toEqual([
    { kind: 'read', seq: 2 },
    { kind: 'arrived', seq: 3 },
  ])
  await pass(world, keepMs)
  expect(world.appends().map(({ entry }) => entry)).toEqual([toyMark(0, 2)])
})

test('[CS22] it goes with what one writes, or is left to another device of the person that was quicker', async () => {
  const world = await connected()
  world.told.there.clear()
  world.sealing.arrived(conversation, 2, by)
  await pass(world, 1_000)
  world.append(1, claim(0))
  await world.settled()
  expect(world.appends()).toHaveLength(1)
  await pass(world, keepMs)
  expect(world.appends()).toHaveLength(1)

  const second = await connected()
  second.told.there.clear()
  second.sealing.arrived(conversation, 2, by)
  await pass(second, 1_000)
  const log = logOf([toyEpoch(9), claim(9), toyMark(9, 1)])
  await second.sealing.take({ kind: 'entries', conversation, entries: log.slice(2) })
  await pass(second, keepMs)
  expect(second.appends()).toEqual([])
})

test('[CS22] what was refused is said once more', async () => {
  const world = await connected()
  world.told.there.clear()
  world.sealing.arrived(conversation, 2, by)
  await pass(world, 1_000)
  await pass(world, keepMs)
  const request = world.appends()[0]?.request ?? 0
  const code = 'stale-epoch'
  await world.sealing.take({ kind: 'refuse', request, code, retryAfter: millis(0), detail: '' })
  await world.settled()
  expect(world.appends().map(({ entry }) => entry)).toEqual([toyMark(0, 0), toyMark(0, 0)])
})

test('[PS17] [CS22] who tells nobody how far they have read tells nobody what arrived, and takes back what waits to be said', async () => {
  const world = await connected()
  world.told.tellsReading = false
  world.sealing.arrived(conversation, 2, by)
  await pass(world, keepMs)
  world.told.tellsReading = true
  world.told.there.clear()
  world.sealing.arrived(conversation, 2, by) // it is news to them still
  await pass(world, 1_000)
  expect(saidIn(world)).toEqual([{ kind: 'arrived', seq: 2 }])
  world.told.tellsReading = false
  await pass(world, keepMs)
  world.append(1, claim(0))
  await world.settled()
  expect(world.port.said).toEqual([undefined])
  expect(saidIn(world)).toHaveLength(1)
})

test('[PS17] what was read before that was turned off, and not said yet, is not said: an entry that did would tell of all that came since', async () => {
  const world = await connected()
  world.mark(2)
  await pass(world, 1_000)
  expect(saidIn(world)).toEqual([{ kind: 'read', seq: 2 }])
  world.mark(3)
  world.told.tellsReading = false
  await pass(world, keepMs)
  world.append(1, claim(0))
  await world.settled()
  expect(saidIn(world)).toHaveLength(1)
  expect(world.port.said).toEqual([undefined])
})

test('[CS23] in open conversations, in sealed ones of more than eight and without a connection it is told to nobody', async () => {
  const world = await connected()
  world.sealing.arrived(open, 2, by)
  world.port.members = 9
  world.sealing.arrived(conversation, 2, by)
  await pass(world, keepMs)
  world.port.members = 8
  world.sealing.linkDown()
  world.sealing.arrived(conversation, 2, by)
  await pass(world, keepMs)
  expect(world.sent).toEqual([])
})
