import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { encodeEphemeral } from '../../../core/protocol/ephemeral.ts'
import { deviceId } from '../../../core/protocol/ids.ts'
import { testUser } from '../../support/conversations.ts'
import { createWorld, type Device, general, openIn, settled, type World } from '../../support/devices.ts'
import { messageId } from '../../support/shown-message.ts'

const [ada, bea] = [testUser(1), testUser(2)]

/** Two people who have the conversation open, and a second device of the first. */
async function setup(): Promise<{
  readonly world: World
  readonly hers: Device
  readonly his: Device
  readonly other: Device
}> {
  const world = createWorld()
  const [hers, his, other] = [world.device(1), world.device(2), world.device(3, 1)]
  for (const device of [hers, his, other]) await device.start()
  await world.deliverAll()
  openIn(hers)
  openIn(his)
  await world.deliverAll()
  return { world, hers, his, other }
}

const count = ({ relay }: World, kind: string): number =>
  relay.heard.filter((frame) => frame.startsWith(kind)).length

test('[CR83] while the person writes that is said every 3 s, and once when the text is sent or taken back', async () => {
  const { world, hers } = await setup()
  const { typing, post } = openIn(hers)
  for (let each = 0; each < 70; each++) {
    typing(true)
    world.clock.advance(100)
  }
  await world.deliverAll()
  expect(count(world, 'ephemeral')).toBe(3)
  typing(false)
  typing(false)
  await world.deliverAll()
  expect(count(world, 'ephemeral')).toBe(4)
  typing(true)
  await post('sent')
  typing(false)
  await world.deliverAll()
  expect(count(world, 'ephemeral')).toBe(6)
})

test('[CR83] who closes the conversation has stopped writing', async () => {
  const { world, his, other } = await setup()
  const opened = openIn(other)
  opened.typing(true)
  await world.deliverAll()
  expect(openIn(his).view.read().typing).toEqual([ada])
  opened.close()
  await world.deliverAll()
  expect(openIn(his).view.read().typing).toEqual([])
})

test('[CR84] somebody is shown writing until they say otherwise, and no longer than 6 s', async () => {
  const { world, hers, his, other } = await setup()
  openIn(other)
  openIn(hers).typing(true)
  await world.deliverAll()
  expect(openIn(his).view.read().typing).toEqual([ada])
  expect(openIn(hers).view.read().typing).toEqual([])
  expect(openIn(other).view.read().typing).toEqual([])
  world.clock.advance(3_000)
  openIn(hers).typing(true)
  await world.deliverAll()
  world.clock.advance(5_999)
  await settled()
  expect(openIn(his).view.read().typing).toEqual([ada])
  world.clock.advance(1)
  await settled()
  expect(openIn(his).view.read().typing).toEqual([])
  openIn(hers).typing(true)
  await world.deliverAll()
  await openIn(hers).post('done')
  await world.deliverAll()
  expect(openIn(his).view.read().typing).toEqual([])
})

test('[CR83] [CR84] who writes in a thread is shown there alone, until they write elsewhere', async () => {
  const { world, hers, his } = await setup()
  const [one, two] = [messageId(1), messageId(2)]
  const places = (): ReadonlyArray<unknown> => {
    const { typing, threadTyping } = openIn(his).view.read()
    return [typing, threadTyping]
  }
  const opened = openIn(hers)
  opened.typing(true, one)
  opened.typing(true, one)
  await world.deliverAll()
  expect(count(world, 'ephemeral')).toBe(1)
  expect(places()).toEqual([[], new Map([[one, [ada]]])])
  const { typing } = openIn(his).view.read()
  opened.typing(true, two)
  await world.deliverAll()
  expect(places()).toEqual([[], new Map([[two, [ada]]])])
  expect(openIn(his).view.read().typing).toBe(typing)
  opened.typing(false, one) // left long ago: says nothing
  await opened.post('in the channel')
  await world.deliverAll()
  expect(places()).toEqual([[], new Map([[two, [ada]]])])
  await opened.post('in the thread', { thread: two })
  await world.deliverAll()
  expect(places()).toEqual([[], new Map()])
  opened.typing(true)
  await world.deliverAll()
  expect(places()).toEqual([[ada], new Map()])
  opened.typing(true, one)
  await world.deliverAll()
  world.clock.advance(6_000)
  await settled()
  expect(places()).toEqual([[], new Map()])
})

test('[CR84] what cannot be read shows nobody writing', async () => {
  const { world, his } = await setup()
  const from = { user: testUser(7), device: deviceId('9'.repeat(32)) }
  for (const body of [
    new Uint8Array(),
    Uint8Array.of(1, 2, 3),
    encodeEphemeral({ kind: 'typing', on: false, thread: undefined }),
  ]) {
    world.relay.sayAll({ kind: 'ephemeral', conversation: general, ...from, body })
  }
  await world.deliverAll()
  expect(openIn(his).view.read().typing).toEqual([])
  expect(his.engine().connection.read().kind).toBe('online')
})

test('[CR80][CR81] what was seen on one device is not unread on the other, also if the relay was out of reach', async () => {
  const { world, hers, his, other } = await setup()
  const unread = (device: Device): boolean | undefined =>
    device.engine().directory.read().workspaces[0]?.channels[0]?.unread
  await openIn(his).post('news')
  await world.deliverAll()
  expect([unread(hers), unread(other)]).toEqual([true, true])
  openIn(hers).markSeen()
  await world.deliverAll()
  expect([unread(hers), unread(other)]).toEqual([false, false])

  await openIn(his).post('more news')
  await world.deliverAll()
  hers.wire()?.cut()
  openIn(hers).markSeen()
  await world.deliverAll()
  expect([unread(hers), unread(other)]).toEqual([false, true])
  hers.engine().wake()
  await world.deliverAll()
  expect([unread(hers), unread(other)]).toEqual([false, false])

  await openIn(his).post('while the other is off')
  world.clock.advance(1_000)
  await world.deliverAll()
  other.kill()
  openIn(hers).markSeen()
  await world.deliverAll()
  await other.start()
  expect(unread(other)).toBe(true)
  await world.deliverAll()
  expect(unread(other)).toBe(false)
})

test('[CR80] a mark is said once, and never for what is known to be read', async () => {
  const { world, hers, his } = await setup()
  await openIn(his).post('news')
  await world.deliverAll()
  for (let each = 0; each < 5; each++) openIn(hers).markSeen()
  await world.deliverAll()
  expect(count(world, 'mark')).toBe(1)
  hers.wire()?.cut()
  hers.engine().wake()
  await world.deliverAll()
  expect(count(world, 'mark')).toBe(1)
})

test('[CR82] who has read the newest own message is told, here and after a restart', async () => {
  const { world, hers, his } = await setup()
  const first = await openIn(hers).post('first')
  await world.deliverAll()
  expect(openIn(hers).view.read().seen).toBeUndefined()
  openIn(his).markSeen()
  await world.deliverAll()
  if (!first.ok) throw new Error('not posted')
  expect(openIn(hers).view.read().seen).toEqual({ message: first.value, by: [bea] })
  expect(openIn(his).view.read().seen).toBeUndefined()
  world.clock.advance(1_000)
  await world.deliverAll()
  hers.kill()
  await hers.start()
  openIn(hers)
  await world.deliverAll()
  expect(openIn(hers).view.read().seen).toEqual({ message: first.value, by: [bea] })
  await openIn(hers).post('second')
  await world.deliverAll()
  expect(openIn(hers).view.read().seen).toBeUndefined()
})

test('[CR85] people are shown as last told, and as unknown while nobody tells', async () => {
  const { world, hers } = await setup()
  const presence = hers.engine().presence(bea)
  expect(presence.read()).toEqual({ status: 'unknown', lastSeen: undefined })
  let changes = 0
  presence.listen(() => void changes++)
  world.relay.sayAll({ kind: 'presence', changes: [{ user: bea, status: 'away', lastSeen: millis(0) }] })
  await world.deliverAll()
  expect(presence.read()).toEqual({ status: 'away', lastSeen: undefined })
  world.relay.sayAll({ kind: 'presence', changes: [{ user: bea, status: 'offline', lastSeen: millis(5) }] })
  await world.deliverAll()
  expect(presence.read()).toEqual({ status: 'offline', lastSeen: 5 })
  hers.wire()?.cut()
  expect(presence.read()).toEqual({ status: 'unknown', lastSeen: undefined })
  expect(changes).toBe(3)
})

test('[CR86] what others may see is said once, and again on each connection', async () => {
  const { world, hers } = await setup()
  hers.engine().setPresence('busy', millis(99))
  hers.engine().setPresence('busy', millis(99))
  await world.deliverAll()
  expect(count(world, 'presence busy')).toBe(1)
  hers.wire()?.cut()
  hers.engine().setPresence('away')
  hers.engine().wake()
  await world.deliverAll()
  expect(count(world, 'presence away')).toBe(1)
})
