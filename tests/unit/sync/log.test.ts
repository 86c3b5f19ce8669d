import { expect, test } from 'vitest'
import { entryIdOf } from '../../../core/protocol/entry.ts'
import { nextHead } from '../../../core/protocol/log.ts'
import { encodeRelayFrame } from '../../../core/protocol/relay-frame-codec.ts'
import { millis } from '../../../core/base/clock.ts'
import { mallory, testUser } from '../../support/conversations.ts'
import {
  createWorld,
  type Device,
  general,
  openIn,
  settled,
  textsOf,
  type World,
} from '../../support/devices.ts'
import { createStranger, fillLog, type Stranger } from '../../support/strangers.ts'

const kindsOf = ({ reports }: Device): ReadonlyArray<string> => reports.map(({ kind }) => kind)

/** Two people who have the conversation open and one message in it. */
async function talking(): Promise<{ readonly world: World; readonly alice: Device; readonly bob: Device }> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  await alice.start()
  await bob.start()
  await world.deliverAll()
  await openIn(alice).post('first')
  openIn(bob)
  await world.deliverAll()
  return { world, alice, bob }
}

test('[CR10] a conversation heard of for the first time begins where the relay is and is not fetched unasked', async () => {
  const { world } = await talking()
  const carol = world.device(3)
  await carol.start()
  await world.deliverAll()
  expect(world.relay.heard.filter((frame) => frame.startsWith('fetch'))).toEqual([])
  openIn(carol)
  await world.deliverAll()
  expect(world.relay.heard.filter((frame) => frame.startsWith('fetch'))).toEqual(['fetch 0 after 0'])
  expect(textsOf(openIn(carol))).toEqual(['first'])
})

test('[CR11] an entry whose head does not follow is not merged; the log is compared anew', async () => {
  const { world, alice, bob } = await talking()
  const { seq, head } = world.relay.log(general).at(-1) ?? { seq: 0, head: new Uint8Array(32) }
  const bytes = createStranger(general).claim(7)
  const next = {
    seq: seq + 1,
    head: nextHead(head, seq + 1, entryIdOf(bytes)).with(0, 1),
    time: millis(1),
    bytes,
  }
  bob.wire()?.toClient(encodeRelayFrame({ kind: 'entries', conversation: general, entries: [next] }))
  bob.wire()?.deliverToClient()
  await settled()
  expect(kindsOf(bob)).toEqual(['log-mismatch'])
  expect(bob.engine().connection.read().kind).toBe('offline')

  await openIn(alice).post('second')
  bob.engine().wake()
  await world.deliverAll()
  expect(textsOf(openIn(bob))).toEqual(['first', 'second'])
  expect(kindsOf(bob)).toEqual(['log-mismatch'])
})

test('[CR12] entries that come twice, or once more after a resume, change nothing', async () => {
  const { world, bob } = await talking()
  const entries = world.relay.log(general)
  const before = openIn(bob).view.read()
  bob.wire()?.toClient(encodeRelayFrame({ kind: 'entries', conversation: general, entries }))
  await world.deliverAll()
  expect(openIn(bob).view.read()).toBe(before)
  expect(kindsOf(bob)).toEqual([])
})

test('[CR12] an entry that comes before the acknowledgement which precedes it waits for it', async () => {
  const { world, alice, bob } = await talking()
  world.clock.advance(1)
  await openIn(alice).post('mine')
  alice.wire()?.deliverToRelay() // the ack is on its way
  world.clock.advance(1)
  await openIn(bob).post('yours')
  await settled()
  bob.wire()?.deliverToRelay()
  const theirs = world.relay.log(general).slice(-2) // claim and post
  alice.wire()?.swapToClient() // the post in place of the ack
  await world.deliverAll()
  expect(theirs).toHaveLength(2)
  expect(textsOf(openIn(alice))).toEqual(['first', 'mine', 'yours'])
  expect(kindsOf(alice)).toEqual([])
  expect(alice.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
})

test('[CR12] a gap that no append explains is asked for and closed, on the same connection', async () => {
  const { world, alice, bob } = await talking()
  const wire = bob.wire()
  await openIn(alice).post('lost')
  await openIn(alice).post('kept')
  alice.wire()?.deliverToRelay()
  wire?.dropToClient()
  await world.deliverAll()
  expect(textsOf(openIn(bob))).toEqual(['first', 'lost', 'kept'])
  expect(kindsOf(bob)).toEqual(['gap-repaired'])
  expect(bob.wire()).toBe(wire)
  expect(bob.engine().notices.read()).toEqual([])
})

test('[CR12] if the answer does not close it, the connection is given up; the next one brings what was missing', async () => {
  const { world, alice, bob } = await talking()
  await openIn(alice).post('lost')
  await openIn(alice).post('kept')
  alice.wire()?.deliverToRelay()
  bob.wire()?.dropToClient()
  world.relay.settings.refuseFetches = true
  bob.wire()?.deliverToClient()
  await settled()
  bob.wire()?.deliverToRelay()
  bob.wire()?.deliverToClient()
  await settled()
  world.relay.settings.refuseFetches = false
  expect(kindsOf(bob)).toEqual(['fetch-refused', 'log-gap'])
  expect(bob.engine().notices.read()).toEqual([{ kind: 'withheld' }])
  expect(bob.engine().connection.read().kind).toBe('offline')
  bob.engine().wake()
  await world.deliverAll()
  expect(textsOf(openIn(bob))).toEqual(['first', 'lost', 'kept'])
})

test.each([
  ['by a clientID that nobody claimed', (them: Stranger) => [them.post(9, 'evil')]],
  [
    'by a clientID that another claimed first',
    (them: Stranger, owned: number) => [them.claim(owned), them.post(owned, 'evil')],
  ],
  [
    'by another device of the same person under a foreign clientID',
    (_: Stranger, owned: number) => {
      const phone = createStranger(general, testUser(1))
      phone.post(owned, 'in the place of the first')
      return [phone.post(owned, 'evil')]
    },
  ],
  [
    'for a segment that is not the one of its document',
    (them: Stranger) => {
      them.post(9, 'before')
      return [them.claim(9), them.post(9, 'evil')]
    },
  ],
])('[CR13] an entry %s is skipped and reported, and those after it are merged', async (_, forge) => {
  const { world, alice, bob } = await talking()
  const owned = world.relay.log(general).find(({ entry }) => entry.kind === 'claim')?.entry
  const client = owned?.kind === 'claim' ? owned.client : 0
  for (const bytes of forge(createStranger(general), client)) world.relay.inject(general, bytes)
  await world.deliverAll()
  await openIn(alice).post('after')
  await world.deliverAll()
  expect(textsOf(openIn(bob))).toEqual(['first', 'after'])
  expect(kindsOf(bob)).toEqual(['entry-skipped'])
  expect(kindsOf(alice)).toEqual(['entry-skipped'])
})

test('[CR13] what is skipped live is skipped when it is fetched', async () => {
  const { world } = await talking()
  const them = createStranger(general)
  world.relay.inject(general, them.post(9, 'evil'))
  const carol = world.device(3)
  await carol.start()
  await world.deliverAll()
  openIn(carol)
  await world.deliverAll()
  expect(textsOf(openIn(carol))).toEqual(['first'])
  expect(kindsOf(carol)).toEqual(['entry-skipped'])
})

test('[CR13] a gateway writes on behalf of others, a device does not', async () => {
  const { world, alice } = await talking()
  const author = testUser(50)
  const [gateway, device] = [
    createStranger(general, mallory, author),
    createStranger(general, mallory, author),
  ]
  world.relay.inject(general, gateway.claim(11, true))
  world.relay.inject(general, gateway.post(11, 'imported'))
  world.relay.inject(general, device.claim(12))
  world.relay.inject(general, device.post(12, 'forged'))
  await world.deliverAll()
  expect(textsOf(openIn(alice)).toSorted()).toEqual(['first', 'imported'])
  expect(kindsOf(alice)).toEqual(['entry-skipped'])
})

test('[CR13] a device that has lost its claims asks for them before it believes anybody', async () => {
  const { world, alice, bob } = await talking()
  world.clock.advance(1_000)
  bob.kill()
  bob.faults.store = 'no claims'
  await bob.start()
  await world.deliverAll()
  await openIn(alice).post('second')
  await world.deliverAll()
  openIn(bob)
  await world.deliverAll()
  expect(textsOf(openIn(bob)).toSorted()).toEqual(['first', 'second'])
  expect(kindsOf(bob)).toEqual([])
})

test('[CR14] what comes for segments that are not held is accounted for and dropped', async () => {
  const { world, alice } = await talking()
  const carol = world.device(3)
  await carol.start()
  await world.deliverAll()
  await openIn(alice).post('second')
  await world.deliverAll()
  expect(carol.engine().connection.read()).toMatchObject({ kind: 'online', syncedAt: world.clock.now() })
  openIn(carol)
  await world.deliverAll()
  expect(textsOf(openIn(carol))).toEqual(['first', 'second'])
})

test('[CR14] whoever saw a conversation begin has all of it, without ever having opened it', async () => {
  const world = createWorld()
  const [dora, eve] = [world.device(1), world.device(2)]
  await dora.start()
  await eve.start()
  await world.deliverAll()
  await openIn(dora).post('hello')
  await world.deliverAll()
  world.clock.advance(1_000) // the directory is stored
  eve.kill()
  await eve.start() // offline from here on
  const opened = openIn(eve)
  await settled()
  expect(textsOf(opened)).toEqual(['hello'])
  expect(world.relay.heard.filter((frame) => frame.startsWith('fetch'))).toEqual([])
})

test('[CR14] a segment that begins before all claims are known is not held, and comes whole when it is opened', async () => {
  const world = createWorld()
  const author = fillLog(world.relay, general, 1_999)
  const carol = world.device(3)
  await carol.start()
  await world.deliverAll()
  for (const text of ['2000th', '2001st', '2002nd']) world.relay.inject(general, author.post(77, text))
  await world.deliverAll()
  openIn(carol)
  await world.deliverAll()
  expect(textsOf(openIn(carol))).toEqual(['2001st', '2002nd'])
  expect(kindsOf(carol)).toEqual([])
})

test('[CR15] who is too far behind is caught up by segment', async () => {
  const { world, alice, bob } = await talking()
  bob.wire()?.cut()
  for (let round = 0; round < 1_001; round++) {
    await openIn(alice).post(`message ${round}`)
    alice.wire()?.deliverToRelay()
    alice.wire()?.deliverToClient()
  }
  await settled()
  world.relay.heard.length = 0
  bob.engine().wake()
  await world.deliverAll()
  expect(world.relay.heard.filter((frame) => frame.startsWith('fetch'))).toEqual(['fetch 0 after 0'])
  expect(textsOf(openIn(bob))).toHaveLength(1_002)
  expect(kindsOf(bob)).toEqual([])
}, 20_000)

test('[CR16] [CR8] a relay restored from a backup is noticed, and nothing is given up', async () => {
  const { world, alice, bob } = await talking()
  await openIn(alice).post('forgotten by the relay')
  await world.deliverAll()
  world.relay.restoreBackup(2)
  for (const device of [alice, bob]) device.engine().wake()
  await world.deliverAll()
  for (const device of [alice, bob]) device.engine().wake()
  await world.deliverAll()
  expect(kindsOf(alice)).toContain('relay-changed')
  expect(textsOf(openIn(alice))).toEqual(['first', 'forgotten by the relay'])
  expect(textsOf(openIn(bob))).toEqual(['first', 'forgotten by the relay'])
  expect(bob.engine().connection.read().kind).toBe('online')
})

test('[CR16] a log that is shorter than what was read of it is reported', async () => {
  const { world, alice, bob } = await talking()
  await openIn(alice).post('second')
  await world.deliverAll()
  world.relay.restoreBackup(2, { sameEpoch: true })
  bob.engine().wake()
  await world.deliverAll()
  expect(kindsOf(bob)).toEqual(['log-mismatch'])
  expect(textsOf(openIn(bob))).toEqual(['first', 'second'])
})
