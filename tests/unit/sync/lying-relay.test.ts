import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import type { LoggedEntry } from '../../../core/protocol/frame.ts'
import { encodeRelayFrame } from '../../../core/protocol/relay-frame-codec.ts'
import {
  createWorld,
  type Device,
  general,
  openIn,
  settled,
  textsOf,
  type World,
} from '../../support/devices.ts'
import { createStranger } from '../../support/strangers.ts'

async function talking(): Promise<{ readonly world: World; readonly alice: Device; readonly bob: Device }> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  await alice.start()
  await bob.start()
  await world.deliverAll()
  openIn(bob)
  await say(world, alice, 'first')
  return { world, alice, bob }
}

async function say(world: World, device: Device, text: string): Promise<void> {
  world.clock.advance(1)
  await openIn(device).post(text)
  await world.deliverAll()
}

/** What the relay makes of the entries that it owes to bob. */
async function send(bob: Device, entries: ReadonlyArray<LoggedEntry>): Promise<void> {
  bob.wire()?.toClient(encodeRelayFrame({ kind: 'entries', conversation: general, entries }))
  bob.wire()?.deliverToClient()
  await settled()
}

const kindsOf = ({ reports }: Device): ReadonlyArray<string> => reports.map(({ kind }) => kind)
const noticesOf = (device: Device): ReadonlyArray<string> =>
  device
    .engine()
    .notices.read()
    .map(({ kind }) => kind)

test.each([
  [
    'reorders',
    (log: ReadonlyArray<LoggedEntry>) =>
      [log[1], log[0]].map((each, at) => each && { ...each, seq: at + 3, head: each.head }),
  ],
  [
    'changes',
    (log: ReadonlyArray<LoggedEntry>) => log.map((each) => ({ ...each, bytes: each.bytes.with(-3, 1) })),
  ],
  [
    'makes up',
    (log: ReadonlyArray<LoggedEntry>) =>
      log.map((each) => ({ ...each, bytes: createStranger(general).claim(9) })),
  ],
])('[CR92] a relay that %s entries is named, and nothing of it is shown', async (_, lie) => {
  const { world, alice, bob } = await talking()
  await openIn(alice).post('second')
  world.clock.advance(1)
  await openIn(alice).post('third')
  alice.wire()?.deliverToRelay()
  bob.wire()?.cut()
  bob.engine().wake()
  await settled()
  bob.wire()?.deliverToClient()
  bob.wire()?.deliverToRelay()
  bob.wire()?.dropToClient() // welcome comes, and then what the relay makes of the rest
  await world.deliverAll()
  const truth = world.relay.log(general).slice(-2)
  const entries = lie(truth.map(({ seq, head, time, bytes }) => ({ seq: seq + 2, head, time, bytes })))
  await send(
    bob,
    entries.filter((each) => each !== undefined),
  )
  await world.deliverAll()
  for (const text of textsOf(openIn(bob))) expect(['first', 'second', 'third']).toContain(text)
  bob.engine().wake()
  await world.deliverAll()
  world.clock.advance(3_000)
  await world.deliverAll()
  expect(textsOf(openIn(bob))).toEqual(['first', 'second', 'third'])
  expect(kindsOf(bob).length).toBeGreaterThan(0)
})

test('[CR92] one that plays entries again is not believed twice', async () => {
  const { world, bob } = await talking()
  const before = openIn(bob).view.read()
  const log = world.relay.log(general).map(({ seq, head, time, bytes }) => ({ seq, head, time, bytes }))
  await send(bob, log)
  expect(openIn(bob).view.read()).toBe(before)
  const [last] = log.slice(-1)
  if (last !== undefined) await send(bob, [{ ...last, seq: last.seq + 1, time: millis(9) }])
  expect(kindsOf(bob)).toEqual(['log-mismatch'])
  expect(noticesOf(bob)).toEqual(['log-changed'])
  expect(textsOf(openIn(bob))).toEqual(['first'])
})

test('[CR92] one that shows two devices different logs is named when one of them writes', async () => {
  const { world, alice, bob } = await talking()
  await openIn(alice).post('for the others')
  alice.wire()?.deliverToRelay()
  bob.wire()?.dropToClient() // bob is never told
  await say(world, bob, 'mine')
  expect(kindsOf(bob)).toEqual(['gap-repaired'])
  expect(textsOf(openIn(bob)).toSorted()).toEqual(['first', 'for the others', 'mine'])
})

test('[CR90] a receipt that is not by the key of the relay is reported; a true one is kept', async () => {
  const { world, alice } = await talking()
  expect(kindsOf(alice)).toEqual([])
  world.relay.keys.change({ announced: false })
  await say(world, alice, 'second')
  expect(kindsOf(alice)).toEqual(['receipt-false'])
  expect(noticesOf(alice)).toEqual(['receipt-false'])
  alice.engine().dismiss('receipt-false')
  expect(noticesOf(alice)).toEqual([])
})

test.each([
  ['has a neighbour of its own', (receipt: Uint8Array) => receipt.with(-1, (receipt.at(-1) ?? 0) ^ 1)],
  ['stands on the other side', (receipt: Uint8Array) => receipt.with(64, (receipt[64] ?? 0) ^ 1)],
  ['ends too early', (receipt: Uint8Array) => receipt.slice(0, 64)],
])('[CR90][RT1] so is one whose path %s', async (_, spoil) => {
  const { world, alice } = await talking()
  const { sign } = world.relay.keys
  Object.assign(world.relay.keys, {
    sign: (...given: Parameters<typeof sign>) => sign(...given).map(spoil),
  })
  await say(world, alice, 'second')
  expect(kindsOf(alice)).toEqual(['receipt-false'])
})

test('[CR90] another key under the same epoch is reported', async () => {
  const { world, alice } = await talking()
  world.relay.keys.change({ announced: true })
  alice.wire()?.cut()
  alice.engine().wake()
  await world.deliverAll()
  expect(kindsOf(alice)).toEqual(['receipt-key-changed'])
})

test('[CR91] a relay that has less than it has signed for is named, and what is here is kept', async () => {
  const { world, alice } = await talking()
  await say(world, alice, 'second')
  world.relay.restoreBackup(1, { sameEpoch: true })
  alice.engine().wake()
  await world.deliverAll()
  expect(kindsOf(alice)).toContain('word-broken')
  expect(noticesOf(alice)).toContain('word-broken')
  expect(textsOf(openIn(alice))).toEqual(['first', 'second'])
})
