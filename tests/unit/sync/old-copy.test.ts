import { describe, expect, test } from 'vitest'
import { type Pair, setupPair } from '../../support/device-worlds.ts'
import {
  createWorld,
  deliveriesOf,
  type Device,
  general,
  openIn,
  settled,
  textsOf,
  type World,
} from '../../support/devices.ts'

/** Messages a moment apart, so that they stand in the order in which they were written. */
async function say(world: World, device: Device, ...texts: ReadonlyArray<string>): Promise<void> {
  for (const text of texts) {
    world.clock.advance(1)
    expect(await openIn(device).post(text)).toMatchObject({ ok: true })
  }
}

/** Enough connections for what a refusal on one of them sets going on the next. */
async function exchange(world: World, ...devices: ReadonlyArray<Device>): Promise<void> {
  for (let round = 0; round < 4; round++) {
    for (const device of devices) device.engine().wake()
    await world.deliverAll()
    world.clock.advance(3_000)
    await world.deliverAll()
  }
}

const kindsOf = ({ reports }: Device): ReadonlyArray<string> => reports.map(({ kind }) => kind)
const claimsIn = (world: World): number =>
  world.relay.log(general).filter(({ entry }) => entry.kind === 'claim').length

/** Two people in an empty channel. */
async function fresh(): Promise<Pair> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  for (const device of [alice, bob]) await device.start()
  await world.deliverAll()
  world.clock.advance(30_000) // the directory is stored
  return { world, alice, bob }
}

describe('an old copy of the device', () => {
  test('[CR47] goes on under a new clientID; what it wrote offline and what the relay has stand there once', async () => {
    const { world, alice, bob } = await setupPair('one')
    const restore = await alice.copyDisk()
    await say(world, alice, 'two', 'three')
    await world.deliverAll()
    alice.kill()
    await restore()
    await alice.start()
    await say(world, alice, 'four, on the copy', 'five, on the copy')
    await exchange(world, alice, bob)
    const texts = ['one', 'two', 'three', 'four, on the copy', 'five, on the copy']
    expect(textsOf(openIn(alice))).toEqual(texts)
    expect(textsOf(openIn(bob))).toEqual(texts)
    expect(new Set(deliveriesOf(openIn(alice)))).toEqual(new Set(['relay']))
    expect(claimsIn(world)).toBe(2)
    expect(alice.reports).toEqual([{ kind: 'device-outdated', conversation: general, changes: 2 }])
    expect(kindsOf(bob)).toEqual([])

    alice.kill()
    await alice.start()
    const opened = openIn(alice)
    await settled()
    expect(textsOf(opened)).toEqual(texts)
  })

  test('[CR47] with nothing to send is noticed too, before anything is refused', async () => {
    const { world, alice, bob } = await setupPair('one')
    const restore = await alice.copyDisk()
    await say(world, alice, 'two')
    await world.deliverAll()
    alice.kill()
    await restore()
    await alice.start()
    await world.deliverAll()
    expect(kindsOf(alice)).toEqual(['device-outdated'])
    await say(world, alice, 'three')
    await world.deliverAll()
    expect(textsOf(openIn(alice))).toEqual(['one', 'two', 'three'])
    expect(textsOf(openIn(bob))).toEqual(['one', 'two', 'three'])
    expect(world.relay.heard.filter((frame) => frame === 'refused')).toEqual([])
  })

  test('[CR47] store and journal from two lives: what either has goes up, and stands there once', async () => {
    const { world, alice, bob } = await fresh()
    const restoreDisk = await alice.copyDisk()
    await say(world, alice, 'in the first life')
    const restoreStore = alice.copyStore()
    alice.kill()
    await restoreDisk()
    await alice.start()
    await say(world, alice, 'in the second')
    alice.kill()
    restoreStore()
    await alice.start()
    for (const device of [alice, bob]) openIn(device)
    await exchange(world, alice, bob)
    const texts = ['in the first life', 'in the second']
    expect(textsOf(openIn(alice)).toSorted()).toEqual(texts)
    expect(textsOf(openIn(bob)).toSorted()).toEqual(texts)
    expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay'])
  })

  test('[CR47] a lost journal: what only the store has goes up under a new clientID', async () => {
    const { world, alice, bob } = await setupPair('one')
    alice.wire()?.cut()
    await say(world, alice, 'two', 'three')
    alice.kill()
    alice.loseJournal()
    await alice.start()
    openIn(alice)
    await exchange(world, alice, bob)
    expect(textsOf(openIn(bob))).toEqual(['one', 'two', 'three'])
    expect(textsOf(openIn(alice))).toEqual(['one', 'two', 'three'])
    expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay', 'relay'])
  })

  test.each([
    ['in the middle', [2, 3]],
    ['all after the claim', [1, 2, 3, 4]],
    ['the claim', [0]],
    ['the last', [4]],
    ['all', [0, 1, 2, 3, 4]],
  ])(
    '[CR49] what the journal lost to damage, %s, the store still has: it goes up by itself',
    async (_, counters) => {
      const world = createWorld()
      const [alice, bob] = [world.device(1), world.device(2)]
      for (const device of [alice, bob]) await device.start()
      await world.deliverAll()
      world.clock.advance(1_000)
      openIn(bob)
      alice.wire()?.cut()
      await say(world, alice, 'one', 'two', 'three', 'four')
      alice.kill()
      await alice.loseEntries(...counters)
      await alice.start()
      await world.deliverAll()
      expect(textsOf(openIn(bob))).toEqual(['one', 'two', 'three', 'four'])
      expect(new Set(deliveriesOf(openIn(alice)))).toEqual(new Set(['relay']))
    },
  )

  test('[CR47] edits, reactions and deletions of the copy count as well', async () => {
    const { world, alice, bob } = await setupPair('one')
    await say(world, alice, 'to edit', 'to delete')
    await world.deliverAll()
    const restore = await alice.copyDisk()
    await say(world, alice, 'meanwhile')
    await world.deliverAll()
    alice.kill()
    await restore()
    await alice.start()
    const opened = openIn(alice)
    await settled()
    const [, toEdit, toDelete] = opened.view.read().messages
    if (toEdit === undefined || toDelete === undefined) throw new Error('not there')
    expect(await opened.edit(toEdit.id, 'edited')).toMatchObject({ ok: true })
    expect(await opened.redact(toDelete.id)).toMatchObject({ ok: true })
    expect(await opened.react(toEdit.id, '👍', true)).toMatchObject({ ok: true })
    await exchange(world, alice, bob)
    expect(textsOf(openIn(alice))).toEqual(['one', 'edited', '', 'meanwhile'])
    expect(textsOf(openIn(bob))).toEqual(['one', 'edited', '', 'meanwhile'])
    expect(openIn(bob).view.read().messages[1]?.reactions).toHaveLength(1)
  })

  test('[CR47] a crash after the journal took it and before the store did: begins again, doubles nothing', async () => {
    const { world, alice, bob } = await setupPair('one')
    const restore = await alice.copyDisk()
    await say(world, alice, 'two', 'three')
    await world.deliverAll()
    alice.kill()
    await restore()
    await alice.start()
    await say(world, alice, 'four, on the copy')
    alice.faults.outbox = 'crash'
    await world.deliverAll()
    expect(alice.isOn()).toBe(false)
    alice.faults.outbox = 'none'
    await alice.start()
    await say(world, alice, 'five')
    await exchange(world, alice, bob)
    const texts = ['one', 'two', 'three', 'four, on the copy', 'five']
    expect(textsOf(openIn(bob))).toEqual(texts)
    expect(textsOf(openIn(alice))).toEqual(texts)
    expect(new Set(deliveriesOf(openIn(alice)))).toEqual(new Set(['relay']))
  })

  test.each([
    'clock',
    'claimed', // by another, or by nobody: then the claim was lost here
  ] as const)(
    '[CR48] a refusal that only a copy gets (%s) makes it one, once; refused again, it is shown',
    async (code) => {
      const { world, alice, bob } = await setupPair('one')
      world.relay.refuseNext(code)
      await say(world, alice, 'two')
      await exchange(world, alice, bob)
      expect(textsOf(openIn(bob))).toEqual(['one', 'two'])
      expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay'])
      expect(kindsOf(alice)).toEqual(['device-outdated'])
      expect(claimsIn(world)).toBe(2)

      for (let each = 0; each < 2; each++) world.relay.refuseNext('counter')
      await say(world, alice, 'three')
      alice.engine().wake()
      await world.deliverAll()
      world.clock.advance(3_000)
      await world.deliverAll()
      expect(kindsOf(alice)).toEqual(['device-outdated', 'device-outdated', 'append-refused'])
      expect(openIn(alice).view.read().messages.at(-1)?.delivery).toEqual({
        kind: 'refused',
        code: 'counter',
      })
    },
  )

  test('[CR48] twins: the newer one replaces the other, and what both wrote is there once', async () => {
    const { world, alice, bob } = await setupPair('one')
    const copy = await alice.copyDisk()
    const twin = world.device(1)
    alice.wire()?.cut()
    await say(world, alice, 'by the first')
    alice.kill()
    const image = await alice.copyDisk()
    await copy()
    await alice.start()
    await say(world, alice, 'by the second')
    await world.deliverAll()
    alice.kill()
    await image()
    await alice.start()
    await exchange(world, alice, bob)
    expect(twin.isOn()).toBe(false)
    expect(textsOf(openIn(bob)).toSorted()).toEqual(['by the first', 'by the second', 'one'])
    expect(textsOf(openIn(alice)).toSorted()).toEqual(['by the first', 'by the second', 'one'])
    expect(new Set(deliveriesOf(openIn(alice)))).toEqual(new Set(['relay']))
  })
})
