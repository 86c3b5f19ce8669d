import { expect, test } from 'vitest'
import { encodeEntry } from '../../../core/protocol/entry.ts'
import { deviceId } from '../../../core/protocol/ids.ts'
import { mallory, testOpId, testPost, testUser } from '../../support/conversations.ts'
import { type Reader, setupReader } from '../../support/device-worlds.ts'
import { type Device, general, openIn, settled, textsOf } from '../../support/devices.ts'
import { createStranger } from '../../support/strangers.ts'
import { opsUpdate } from '../../support/updates.ts'

/** Alice has a conversation of `count` messages and looks at something else. */
async function setup(count: number): Promise<Reader> {
  const reader = await setupReader(count)
  const { world, alice } = reader
  openIn(alice)
  await world.deliverAll()
  alice.kill()
  await alice.start()
  await world.deliverAll()
  return reader
}

async function textsAfterRestart(alice: Device): Promise<ReadonlyArray<string>> {
  alice.kill()
  await alice.start()
  alice.wire()?.cut()
  const opened = openIn(alice)
  await settled()
  await opened.loadOlder()
  return textsOf(opened)
}

const range = (to: number): ReadonlyArray<string> =>
  Array.from({ length: to }, (_, each) => `message ${each}`)

test('[CR70] entries come in without the document being read', async () => {
  const { world, alice, author } = await setup(10)
  alice.faults.store = 'damaged' // whoever reads a segment hears of it
  const tail = await alice.storedTail()
  alice.wire()?.cut()
  for (let each = 10; each < 40; each++) world.relay.inject(general, author.post(77, `message ${each}`))
  world.clock.advance(2_000)
  await world.deliverAll()
  world.relay.inject(general, author.post(77, 'message 40'))
  await world.deliverAll()
  expect(alice.reports).toEqual([])
  expect(await alice.storedTail()).toBe(tail + 2)
  alice.faults.store = 'none'
  expect(await textsAfterRestart(alice)).toEqual(range(41))
})

test('[CR70] a segment that begins meanwhile comes in the same way', async () => {
  const { world, alice, author } = await setup(1_990)
  alice.faults.store = 'damaged'
  for (let each = 1_990; each < 2_000; each++) world.relay.inject(general, author.post(77, `message ${each}`))
  await world.deliverAll()
  for (let each = 2_000; each < 2_020; each++) world.relay.inject(general, author.post(77, `message ${each}`))
  await world.deliverAll()
  expect(alice.reports).toEqual([])
  alice.faults.store = 'none'
  expect(await textsAfterRestart(alice)).toEqual(range(2_020))
})

test('[CR70] what comes late for the segment before, in one go with the first of a new one, is not lost', async () => {
  const { world, alice, author } = await setup(1_999)
  alice.wire()?.cut()
  const stranger = createStranger(general, testUser(8))
  world.relay.inject(general, stranger.claim(88))
  const late = stranger.post(88, 'late')
  for (let each = 1_999; each < 2_010; each++) world.relay.inject(general, author.post(77, `message ${each}`))
  world.relay.inject(general, late)
  alice.engine().wake()
  await world.deliverAll()
  expect(alice.reports).toEqual([])
  const texts = await textsAfterRestart(alice)
  expect(texts.toSorted()).toEqual([...range(2_010), 'late'].toSorted())
})

test('[CR70] a second op at a clock is a fork, as with the document', async () => {
  const { world, alice, author } = await setup(10)
  const update = opsUpdate(77, 3, [testPost({ id: testOpId(9), by: mallory, text: 'another fourth' })])
  const head = { conversation: general, device: deviceId('f'.repeat(32)), user: mallory }
  world.relay.inject(general, encodeEntry({ kind: 'content', ...head, segment: 0, counter: 500, update }))
  world.relay.inject(general, author.post(77, 'message 10'))
  await world.deliverAll()
  expect(alice.reports).toMatchObject([{ kind: 'entry-skipped', why: 'fork' }])
  expect(await textsAfterRestart(alice)).toEqual(range(11))
})

test('[CR70] what a stranger writes does not get in, and does not keep the next one out', async () => {
  const { world, alice, author } = await setup(10)
  const head = { conversation: general, device: deviceId('e'.repeat(32)), user: mallory }
  const update = opsUpdate(77, 10, [testPost({ id: testOpId(9), by: mallory, text: 'not by this device' })])
  world.relay.inject(general, encodeEntry({ kind: 'content', ...head, segment: 0, counter: 0, update }))
  world.relay.inject(general, author.post(77, 'message 10'))
  await world.deliverAll()
  expect(alice.reports).toMatchObject([{ kind: 'entry-skipped', why: 'unclaimed' }])
  expect(await textsAfterRestart(alice)).toEqual(range(11))
})

test('[CR70] what the store does not take goes in with the next write', async () => {
  const { world, alice, author } = await setup(10)
  alice.faults.store = 'full'
  world.relay.inject(general, author.post(77, 'message 10'))
  await world.deliverAll()
  expect(alice.engine().trouble.read()).toEqual({ kind: 'full' })
  alice.faults.store = 'none'
  world.relay.inject(general, author.post(77, 'message 11'))
  await world.deliverAll()
  expect(await textsAfterRestart(alice)).toEqual(range(12))
})
