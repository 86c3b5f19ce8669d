import { describe, expect, test } from 'vitest'
import { maxUpdateBytes } from '../../../core/conversation/limits.ts'
import {
  createWorld,
  deliveriesOf,
  type Device,
  general,
  openIn,
  textsOf,
  type World,
} from '../../support/devices.ts'

interface Setup {
  readonly world: World
  readonly alice: Device
  readonly bob: Device
}

async function pair(): Promise<Setup> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  await alice.start()
  await bob.start()
  await world.deliverAll()
  world.clock.advance(1_000) // the directory is stored
  openIn(bob)
  await say(world, alice, 'alice 1')
  await say(world, bob, 'bob 1')
  return { world, alice, bob }
}

/** Messages a moment apart, each acknowledged unless the device is offline. */
async function say(world: World, device: Device, ...texts: ReadonlyArray<string>): Promise<void> {
  for (const text of texts) {
    world.clock.advance(1)
    expect(await openIn(device).post(text)).toMatchObject({ ok: true })
    await world.deliverAll()
  }
}

async function exchange(world: World, ...devices: ReadonlyArray<Device>): Promise<void> {
  for (let round = 0; round < 4; round++) {
    for (const device of devices) if (device.isOn()) device.engine().wake()
    await world.deliverAll()
    world.clock.advance(3_000)
    await world.deliverAll()
  }
}

const sentAgain = ({ reports }: Device): ReadonlyArray<number> =>
  reports.flatMap((report) => (report.kind === 'sent-again' ? [report.messages] : []))

/** What somebody sees who comes new: what the relay has, and nothing else. */
async function newcomerSees(world: World): Promise<ReadonlyArray<string>> {
  const carol = world.device(9)
  await carol.start()
  await world.deliverAll()
  const opened = openIn(carol)
  await world.deliverAll()
  carol.kill()
  expect(carol.reports).toEqual([])
  return textsOf(opened)
}

describe('a relay restored from a backup', () => {
  test('[CR49] gets back what each device had written, by itself, and each says how much it was', async () => {
    const { world, alice, bob } = await pair()
    await say(world, alice, 'alice 2', 'alice 3')
    await say(world, bob, 'bob 2')
    world.relay.restoreBackup(3) // both claims, alice 1
    await exchange(world, alice, bob)
    const texts = ['alice 1', 'bob 1', 'alice 2', 'alice 3', 'bob 2']
    for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(texts)
    expect(await newcomerSees(world)).toEqual(texts)
    expect([sentAgain(alice), sentAgain(bob)]).toEqual([[2], [2]])
    expect(alice.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
  })

  test('[CR49] from nothing, and twice, and with messages that waited', async () => {
    const { world, alice, bob } = await pair()
    alice.wire()?.cut()
    await say(world, alice, 'alice 2, offline')
    world.relay.restoreBackup(0)
    await exchange(world, alice, bob)
    const texts = ['alice 1', 'bob 1', 'alice 2, offline']
    expect(await newcomerSees(world)).toEqual(texts)
    expect(sentAgain(alice)).toEqual([1]) // the other one was never on the relay
    await say(world, bob, 'bob 2')
    world.relay.restoreBackup(2)
    await exchange(world, alice, bob)
    expect(await newcomerSees(world)).toEqual([...texts, 'bob 2'])
    for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual([...texts, 'bob 2'])
    expect(new Set(deliveriesOf(openIn(alice)).filter(Boolean))).toEqual(new Set(['relay']))
  })

  test('[CR49] under the same epoch, in a conversation that nobody has open', async () => {
    const { world, alice, bob } = await pair()
    await say(world, alice, 'alice 2')
    for (const device of [alice, bob]) device.kill()
    world.relay.restoreBackup(2, { sameEpoch: true })
    await alice.start()
    await world.deliverAll()
    await exchange(world, alice)
    expect(sentAgain(alice)).toEqual([1])
    expect(await newcomerSees(world)).toEqual(['alice 1', 'alice 2'])
  })

  test('[CR49] edits, reactions and deletions come back too, and what was deleted stays so', async () => {
    const { world, alice, bob } = await pair()
    await say(world, alice, 'to edit', 'to delete')
    const [, , toEdit, toDelete] = openIn(alice).view.read().messages
    if (toEdit === undefined || toDelete === undefined) throw new Error('not there')
    world.clock.advance(1)
    await openIn(alice).edit(toEdit.id, 'edited')
    await openIn(alice).react(toEdit.id, '👍', true)
    await openIn(alice).redact(toDelete.id)
    await world.deliverAll()
    const length = world.relay.log(general).length
    world.relay.restoreBackup(length - 3)
    await exchange(world, alice, bob)
    expect(await newcomerSees(world)).toEqual(['alice 1', 'bob 1', 'edited', ''])
    world.relay.restoreBackup(length - 5)
    await exchange(world, alice, bob)
    expect(await newcomerSees(world)).toEqual(['alice 1', 'bob 1', 'edited', ''])
    const contents = world.relay.log(general).map(({ bytes }) => Buffer.from(bytes).toString('latin1'))
    expect(contents.join('')).not.toContain('to delete')
  })

  test('[CR49] much comes back in few entries, none larger than the relay takes', async () => {
    const { world, alice, bob } = await pair()
    const long = 'x'.repeat(15_000)
    for (let each = 0; each < 60; each++) {
      world.clock.advance(1)
      await openIn(alice).post(`${each} ${long}`)
    }
    await world.deliverAll()
    world.relay.restoreBackup(2)
    await exchange(world, alice, bob)
    const entries = world.relay.log(general).slice(2)
    expect(entries.length).toBeLessThan(12)
    for (const { entry } of entries) {
      if (entry.kind === 'content') expect(entry.update.length).toBeLessThan(maxUpdateBytes)
    }
    expect(await newcomerSees(world)).toEqual(textsOf(openIn(bob)))
    expect(textsOf(openIn(bob))).toHaveLength(62)
    expect(sentAgain(alice)).toEqual([60])
  })

  test('[CR49] who was away meanwhile merges what came again in other pieces', async () => {
    const { world, alice, bob } = await pair()
    await say(world, alice, 'alice 2')
    bob.kill()
    await say(world, alice, 'alice 3', 'alice 4')
    world.relay.restoreBackup(2)
    await exchange(world, alice)
    await bob.start()
    openIn(bob)
    await exchange(world, bob)
    expect(textsOf(openIn(bob))).toEqual(['alice 1', 'bob 1', 'alice 2', 'alice 3', 'alice 4'])
    expect(bob.reports.filter(({ kind }) => kind === 'entry-skipped')).toEqual([])
  })

  test('[CR49] [CR55] a crash at any step of it: begun again, nothing is lost or doubled', async () => {
    const { world, alice, bob } = await pair()
    await say(world, alice, 'alice 2')
    world.relay.restoreBackup(1)
    alice.faults.outbox = 'crash'
    await exchange(world, alice)
    expect(alice.isOn()).toBe(false)
    alice.faults.outbox = 'none'
    await alice.start()
    openIn(alice)
    await exchange(world, alice, bob)
    expect(await newcomerSees(world)).toEqual(['alice 1', 'bob 1', 'alice 2'])
    expect(textsOf(openIn(alice))).toEqual(['alice 1', 'bob 1', 'alice 2'])
    expect(alice.reports.filter(({ kind }) => kind === 'device-outdated')).toEqual([])
  })

  test('[CR49] what others wrote is kept and shown, and is not sent in their place', async () => {
    const { world, alice, bob } = await pair()
    bob.kill()
    world.relay.restoreBackup(0)
    await exchange(world, alice)
    expect(textsOf(openIn(alice))).toEqual(['alice 1', 'bob 1'])
    expect(await newcomerSees(world)).toEqual(['alice 1'])
    await say(world, alice, 'alice 2')
    expect(textsOf(openIn(alice))).toEqual(['alice 1', 'bob 1', 'alice 2'])
  })

  test('[CR47] [CR49] [CR54] if another copy wrote on the restored relay first, both are there once', async () => {
    const { world, alice, bob } = await pair()
    const early = await alice.copyDisk()
    await say(world, alice, 'alice 2')
    const late = await alice.copyDisk()
    alice.kill()
    world.relay.restoreBackup(3)
    await early()
    await alice.start()
    await exchange(world, alice, bob)
    await say(world, alice, 'by the twin')
    alice.kill()
    await late()
    await alice.start()
    openIn(alice)
    await exchange(world, alice, bob)
    const texts = ['alice 1', 'bob 1', 'alice 2', 'by the twin']
    expect(textsOf(openIn(alice))).toEqual(texts)
    expect(textsOf(openIn(bob))).toEqual(texts)
    expect(await newcomerSees(world)).toEqual(texts)
  })
})
