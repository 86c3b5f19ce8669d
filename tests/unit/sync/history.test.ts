import { expect, test } from 'vitest'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import {
  createWorld,
  type Device,
  general,
  openIn,
  settled,
  textsOf,
  workspace,
  type World,
} from '../../support/devices.ts'
import { fillLog } from '../../support/strangers.ts'
import { testConversation } from '../../support/test-conversation.ts'

const quiet = 3_000

const heardSince = ({ relay }: World, mark: number): ReadonlyArray<string> =>
  relay.heard.slice(mark).filter((frame) => frame.startsWith('screen') || frame.startsWith('fetch'))

/** `count` conversations, each written to later than the one before, with `each` messages. */
function fill(world: World, count: number, each: number): ReadonlyArray<ConversationId> {
  return Array.from({ length: count }, (_, index) => {
    const id = testConversation(index + 10)
    world.relay.addChannel(workspace, id, `channel ${index}`)
    world.clock.advance(1_000)
    fillLog(world.relay, id, each)
    return id
  })
}

async function isAllThere(device: Device, id: ConversationId, count: number): Promise<void> {
  device.kill()
  await device.start()
  device.wire()?.cut()
  const opened = openIn(device, id)
  await settled()
  for (let page = 0; page < 10; page++) await opened.loadOlder()
  expect(opened.view.read()).toMatchObject({ preview: false, before: 'beginning' })
  expect(textsOf(opened)).toHaveLength(count)
}

test('[CR72] a first sync has the newest screen of all conversations at once, eight at a time, the newest first', async () => {
  const world = createWorld()
  const ids = fill(world, 20, 100)
  const alice = world.device(1)
  await alice.start()
  await settled()
  alice.wire()?.deliverToClient()
  alice.wire()?.deliverToRelay()
  alice.wire()?.deliverToClient()
  await settled()
  alice.wire()?.deliverToRelay()
  expect(heardSince(world, 0)).toHaveLength(8)
  alice.wire()?.deliverToClient()
  await settled()
  world.clock.advance(1_000)
  await settled()
  alice.kill()
  await alice.start()
  alice.wire()?.cut()
  const newest = openIn(alice, ids[19])
  const oldest = openIn(alice, ids[0])
  await settled()
  expect(textsOf(newest)).toHaveLength(64)
  expect(textsOf(oldest)).toHaveLength(0)

  const mark = world.relay.heard.length
  newest.close()
  oldest.close()
  alice.engine().wake()
  await world.deliverAll()
  // It goes on where it was cut off.
  expect(heardSince(world, mark).filter((frame) => frame.startsWith('screen'))).toHaveLength(12)
  alice.kill()
  await alice.start()
  alice.wire()?.cut()
  for (const id of ids) {
    const opened = openIn(alice, id)
    await settled()
    expect(textsOf(opened)).toHaveLength(64)
  }
})

test('[CR72] then the newest segments come, then the older ones, until the device has everything', async () => {
  const world = createWorld()
  const ids = fill(world, 2, 2_100)
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  const mark = world.relay.heard.length
  const shares = new Set<number>()
  alice.engine().progress.listen(() => {
    const progress = alice.engine().progress.read()
    if (progress !== undefined) shares.add(progress.done / progress.total)
  })
  expect(alice.engine().progress.read()).toMatchObject({ done: 0 })
  world.clock.advance(quiet)
  await world.deliverAll()
  expect(alice.engine().progress.read()).toBeUndefined()
  expect([...shares]).toEqual([...shares].toSorted((left, right) => left - right))
  expect(shares.size).toBe(4)
  const order = heardSince(world, mark).map((frame) => frame.split(' ')[1])
  expect(order).toEqual(['1', '1', ...'0'.repeat(10).split('')])
  expect(alice.engine().connection.read().kind).toBe('online')
  for (const id of ids) await isAllThere(alice, id, 2_100)
})

test('[CR72] a connection lost before the quiet goes on with the next one, though nothing else comes', async () => {
  const world = createWorld()
  const [id] = fill(world, 1, 100)
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  world.clock.advance(quiet - 1)
  alice.wire()?.cut()
  alice.engine().wake()
  // Each answer comes when the one before it has been dealt with.
  for (let moved = true; moved;) {
    await settled()
    moved = alice.wire()?.deliverToRelay() === true
    while (alice.wire()?.deliverToClient(1) === true) {
      moved = true
      await settled()
    }
  }
  expect(alice.engine().progress.read()).toMatchObject({ done: 0 })
  world.clock.advance(quiet)
  await world.deliverAll()
  expect(alice.engine().progress.read()).toBeUndefined()
  if (id !== undefined) await isAllThere(alice, id, 100)
})

test('[CR72] nothing goes on in the background while somebody waits for something', async () => {
  const world = createWorld()
  const [busy] = fill(world, 2, 1_200)
  if (busy === undefined) throw new Error('no conversations')
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  world.clock.advance(quiet)
  await settled()
  alice.wire()?.deliverToRelay()
  alice.wire()?.deliverToClient()
  await settled()
  alice.wire()?.deliverToRelay() // the second of three chunks of the newer conversation
  openIn(alice, busy)
  for (let each = 0; each < 100 && !world.relay.heard.includes('fetch 0 after 1001'); each++) {
    alice.wire()?.deliverToClient(1)
    await settled()
    alice.wire()?.deliverToRelay()
  }
  expect(world.relay.heard).toContain('fetch 0 after 1001')
  expect(openIn(alice, busy).view.read()).toMatchObject({ preview: false, opening: false })
  await world.deliverAll()
  expect(alice.engine().progress.read()).toBeUndefined()
})

test('[CR72] what is fetched in the background is not shown as the newest', async () => {
  const world = createWorld()
  const [id] = fill(world, 1, 2_100)
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  world.clock.advance(quiet)
  await settled()
  alice.wire()?.deliverToRelay()
  alice.wire()?.deliverToClient()
  await settled()
  alice.wire()?.cut()
  const opened = openIn(alice, id)
  await settled()
  expect(textsOf(opened).at(-1)).toBe('message 2099')
  expect(await opened.post('after all of them')).toMatchObject({ ok: true })
  alice.engine().wake()
  await world.deliverAll()
  expect(world.relay.log(id ?? general).at(-1)?.entry.segment).toBe(1)
})

test('[CR72] a relay that refuses is not asked again and again', async () => {
  const world = createWorld()
  fill(world, 1, 100)
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  world.relay.settings.refuseFetches = true
  world.clock.advance(quiet)
  await world.deliverAll()
  world.clock.advance(10_000)
  await world.deliverAll()
  expect(alice.reports).toHaveLength(1)
  expect(alice.engine().progress.read()).toBeUndefined()
  world.relay.settings.refuseFetches = false
  alice.wire()?.cut()
  alice.engine().wake()
  await world.deliverAll()
  world.clock.advance(quiet)
  await world.deliverAll()
  expect(alice.engine().progress.read()).toBeUndefined()
  await isAllThere(alice, testConversation(10), 100)
})

test('[CR71] at whatever moment of a first sync a conversation is opened, it is shown whole in the end', async () => {
  for (let moment = 0; moment < 24; moment++) {
    const world = createWorld(moment)
    const [id = general] = fill(world, 2, 5)
    const alice = world.device(1)
    await alice.start()
    for (let frame = 0; frame < moment; frame++) {
      await settled()
      const isMoved = alice.wire()?.deliverToRelay(1) === true || alice.wire()?.deliverToClient(1) === true
      if (!isMoved) world.clock.advance(quiet)
    }
    await settled()
    let opened = alice.engine().open(id)
    await world.deliverAll()
    opened ??= openIn(alice, id)
    await world.deliverAll()
    expect(opened.view.read(), `opened after ${moment} frames`).toMatchObject({
      preview: false,
      before: 'beginning',
    })
    expect(textsOf(opened)).toHaveLength(5)
  }
})
