import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { userId } from '../../../core/protocol/ids.ts'
import type { StoreWrite } from '../../../core/storage/local-store.ts'
import { claimsKey } from '../../../core/sync/conversation-record.ts'
import { relayEpochKey } from '../../../core/sync/sync.ts'
import {
  createWorld,
  deliveriesOf,
  type Device,
  general,
  openIn,
  settled,
  textsOf,
  workspace,
  type World,
} from '../../support/devices.ts'

interface Setup {
  readonly world: World
  readonly alice: Device
  /** Says something and lets it reach the relay and the stores. */
  readonly say: (text: string) => Promise<void>
  readonly cut: () => void
  readonly reconnect: () => Promise<void>
}

async function setup(): Promise<Setup> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  world.relay.tell([
    {
      kind: 'member',
      workspace,
      user: userId('a'.repeat(32)),
      name: 'Ada',
      role: 'member',
      placeholder: false,
    },
  ])
  await alice.start()
  await bob.start()
  await world.deliverAll()
  world.clock.advance(1_000)
  await openIn(bob).post('from bob')
  await world.deliverAll()
  return {
    world,
    alice,
    say: async (text) => {
      world.clock.advance(1)
      orThrow(await openIn(alice).post(text))
      await world.deliverAll()
    },
    cut: () => {
      world.relay.settings.isDown = true
      alice.wire()?.cut()
    },
    reconnect: async () => {
      world.relay.settings.isDown = false
      world.clock.advance(60_000)
      await world.deliverAll()
    },
  }
}

const garbage = Uint8Array.of(0xff, 0, 0x17)
const value = (key: string): StoreWrite => ({ kind: 'value', key, value: garbage })

describe('a damaged store', () => {
  const parts: ReadonlyArray<readonly [string, StoreWrite]> = [
    ['the record of a conversation', { kind: 'conversation', conversation: general, record: garbage }],
    ['a segment', { kind: 'segment', conversation: general, segment: 0, blob: garbage }],
    ['the tail of a segment', { kind: 'append-tail', conversation: general, segment: 0, update: garbage }],
    ['the claims', value(claimsKey(general))],
    ['the directory', value('directory')],
    ['the members', value(`directory/${workspace}/0`)],
    ['members that are gone', { kind: 'value', key: `directory/${workspace}/a`, value: undefined }],
  ]
  test.each(parts)('[LS1] %s: comes again, and the person is told', async (_, damage) => {
    const { world, alice, say, cut, reconnect } = await setup()
    await say('on the relay')
    cut()
    world.clock.advance(1)
    await openIn(alice).post('queued')
    world.clock.advance(1_000)
    await settled()
    alice.kill()
    orThrow(await alice.disk().write([damage], { durable: true }))

    await alice.start()
    await reconnect()
    const opened = openIn(alice)
    await world.deliverAll()
    world.clock.advance(1_000)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'on the relay', 'queued'])
    expect(deliveriesOf(opened)).toEqual([undefined, 'relay', 'relay'])
    expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 1 })
    expect(alice.engine().directory.read().workspaces).toMatchObject([{ name: 'Office' }])
    expect(alice.engine().member(workspace, userId('a'.repeat(32)))?.name).toBe('Ada')

    await alice.engine().close()
    await alice.start()
    openIn(alice)
    await world.deliverAll()
    expect(textsOf(openIn(alice))).toEqual(['from bob', 'on the relay', 'queued'])
    expect(alice.engine().trouble.read()).toBeUndefined()
  })

  test('[LS1] a record of an older version is taken for none', async () => {
    const { world, alice, say } = await setup()
    await say('one')
    alice.kill()
    const old = Uint8Array.of(0xa1, 0x67, ...new TextEncoder().encode('version'), 0x01)
    await alice
      .disk()
      .write([{ kind: 'conversation', conversation: general, record: old }], { durable: true })
    await alice.start()
    await world.deliverAll()
    const opened = openIn(alice)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'one'])
  })

  test('[LS2] rows that are missing are noticed, and come again', async () => {
    const { world, alice, say } = await setup()
    await say('one')
    await say('two')
    alice.kill()
    await alice
      .disk()
      .write([{ kind: 'segment', conversation: general, segment: 0, blob: undefined }], { durable: true })
    await alice.start()
    const opened = openIn(alice)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'one', 'two'])
    expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 1 })
    expect(alice.reports).toContainEqual({ kind: 'segment-damaged', conversation: general, segment: 0 })
  })

  test('[LS2] the last rows of a tail are missed too', async () => {
    const { world, alice, say } = await setup()
    await say('one')
    await say('two')
    alice.kill()
    const { blob, tail } = orThrow(await alice.disk().segment(general, 0))
    expect(blob).toBeUndefined()
    expect(tail.length).toBeGreaterThan(1)
    const rest = tail.slice(0, -1).map((update): StoreWrite => {
      return { kind: 'append-tail', conversation: general, segment: 0, update }
    })
    const clear: StoreWrite = { kind: 'segment', conversation: general, segment: 0, blob: undefined }
    await alice.disk().write([clear, ...rest], { durable: true })
    await alice.start()
    const opened = openIn(alice)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'one', 'two'])
    expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 1 })
  })
})

describe('a store that is gone', () => {
  test('[LS3] under a running app: what is on the screen stays and is stored again, and all goes on', async () => {
    const { world, alice, say, cut, reconnect } = await setup()
    const opened = openIn(alice)
    await say('on the relay')
    cut()
    world.clock.advance(1)
    await opened.post('queued')
    alice.wipe()
    await settled()
    expect(textsOf(opened)).toEqual(['from bob', 'on the relay', 'queued'])
    expect(alice.engine().trouble.read()).toEqual({ kind: 'lost' })
    world.clock.advance(1)
    orThrow(await opened.post('and on'))

    alice.kill()
    await alice.start()
    expect(alice.engine().directory.read().workspaces).toMatchObject([{ name: 'Office' }])
    const again = openIn(alice)
    await settled()
    expect(textsOf(again), 'still without a network').toEqual([
      'from bob',
      'on the relay',
      'queued',
      'and on',
    ])
    expect(alice.engine().trouble.read()).toBeUndefined()
    await reconnect()
    expect(deliveriesOf(again)).toEqual([undefined, 'relay', 'relay', 'relay'])
  })

  test('[LS3] what was not in memory comes again from the relay, and a draft in view is kept', async () => {
    const { world, alice, say } = await setup()
    await say('one')
    await alice.engine().close()
    await alice.start()
    await world.deliverAll()
    alice.wipe()
    await settled()
    const opened = openIn(alice)
    opened.setDraft('half a thought')
    world.clock.advance(500)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'one'])
    alice.wipe()
    await settled()
    alice.kill()
    await alice.start()
    const again = openIn(alice)
    await settled()
    expect(again.view.read().draft).toBe('half a thought')
  })

  test('[LS4] under a stopped app: relay and journal have everything, and the person is told', async () => {
    const { world, alice, say, cut, reconnect } = await setup()
    await say('on the relay')
    cut()
    world.clock.advance(1)
    await openIn(alice).post('queued')
    alice.kill()
    alice.wipe()
    const appended = world.relay.log(general).length
    await alice.start()
    expect(alice.engine().trouble.read()).toEqual({ kind: 'lost' })
    await reconnect()
    const opened = openIn(alice)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'on the relay', 'queued'])
    expect(deliveriesOf(opened)).toEqual([undefined, 'relay', 'relay'])
    expect(world.relay.log(general), 'nothing but what was queued went up').toHaveLength(appended + 1)
  })

  test('[LS4] a device that is new is told nothing', async () => {
    const { world } = await setup()
    const carol = world.device(3)
    await carol.start()
    await world.deliverAll()
    expect(carol.engine().trouble.read()).toBeUndefined()
  })
})

describe('the check in the background', () => {
  const dropSegment: StoreWrite = { kind: 'segment', conversation: general, segment: 0, blob: undefined }

  test('[LS5] finds what nobody has opened, and asks the relay for it when it is wanted', async () => {
    const { world, alice, say } = await setup()
    await say('one')
    await alice.engine().close()
    await alice.disk().write([dropSegment], { durable: true })
    await alice.start()
    await world.deliverAll()
    expect(alice.engine().trouble.read()).toBeUndefined()
    world.clock.advance(31_000)
    await world.deliverAll()
    world.clock.advance(1_000)
    await world.deliverAll()
    expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 1 })
    const opened = openIn(alice)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'one'])
  })

  test('[LS5] what is in memory is stored again at once', async () => {
    const { world, alice, say } = await setup()
    await say('one')
    await alice.disk().write([dropSegment, value(claimsKey(general))], { durable: true })
    world.clock.advance(31_000)
    await world.deliverAll()
    world.clock.advance(1_000)
    await world.deliverAll()
    expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 2 })
    alice.kill()
    world.relay.settings.isDown = true
    await alice.start()
    openIn(alice)
    await settled()
    expect(textsOf(openIn(alice))).toEqual(['from bob', 'one'])
    expect(alice.engine().trouble.read()).toBeUndefined()
  })

  test('[LS5] comes once a day', async () => {
    const { world, alice, say } = await setup()
    await say('one')
    for (let each = 0; each < 3; each++) {
      world.clock.advance(31_000)
      await world.deliverAll()
    }
    await alice.engine().close()
    await alice.disk().write([dropSegment], { durable: true })
    await alice.start()
    await world.deliverAll()
    world.clock.advance(60_000)
    await world.deliverAll()
    expect(alice.engine().trouble.read()).toBeUndefined()
    await alice.engine().close()
    world.clock.advance(86_400_000)
    await alice.start()
    for (let each = 0; each < 3; each++) {
      world.clock.advance(31_000)
      await world.deliverAll()
    }
    expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 1 })
  })
})

describe('a full disk', () => {
  test('[LS6] what it could not take gets there by itself once there is room', async () => {
    const { world, alice, say } = await setup()
    const opened = openIn(alice)
    alice.faults.store = 'full'
    await say('one')
    opened.setDraft('half a thought')
    world.clock.advance(500)
    await settled()
    expect(alice.engine().trouble.read()).toEqual({ kind: 'full' })
    expect(textsOf(opened)).toEqual(['from bob', 'one'])
    world.clock.advance(5_000)
    await settled()
    expect(alice.engine().trouble.read(), 'still full').toEqual({ kind: 'full' })
    alice.faults.store = 'none'
    world.clock.advance(10_000)
    await settled()
    expect(alice.engine().trouble.read()).toBeUndefined()

    world.relay.settings.isDown = true
    alice.kill()
    await alice.start()
    const again = openIn(alice)
    await settled()
    expect(textsOf(again)).toEqual(['from bob', 'one'])
    expect(again.view.read().draft).toBe('half a thought')
  })

  test('[LS6] one conversation that is stored does not hide another that is not', async () => {
    const { alice, say } = await setup()
    alice.faults.store = 'full'
    await say('one')
    alice.faults.store = 'none'
    openIn(alice).setDraft('stored')
    await openIn(alice).view.read()
    expect(alice.engine().trouble.read()).toEqual({ kind: 'full' })
  })
})
