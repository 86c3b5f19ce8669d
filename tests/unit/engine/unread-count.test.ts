import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { UnreadCount } from '../../../core/sync/unread-posts.ts'
import { createWorld, type Device, general, openIn } from '../../support/devices.ts'
import { fillLog } from '../../support/strangers.ts'

const countOf = (device: Device): UnreadCount | undefined =>
  device.engine().directory.read().workspaces[0]?.channels[0]?.unreadCount
const isUnread = (device: Device): boolean | undefined =>
  device.engine().directory.read().workspaces[0]?.channels[0]?.unread
const messages = (count: number): UnreadCount => ({ messages: count, replies: 0, mentions: 0 })

test('[CR87][CR89] a conversation that nobody has opened counts what came, over a restart, until it is marked as seen', async () => {
  const world = createWorld()
  const [hers, his, other] = [world.device(1), world.device(2), world.device(3, 1)]
  for (const device of [hers, his, other]) await device.start()
  await world.deliverAll()
  expect(countOf(hers)).toBeUndefined()
  for (const text of ['one', 'two', 'three']) await openIn(his).post(text)
  await world.deliverAll()
  expect([hers, his, other].map(countOf)).toEqual([messages(3), undefined, messages(3)])

  world.clock.advance(1_000)
  await world.deliverAll()
  hers.kill()
  await hers.start()
  expect(countOf(hers)).toEqual(messages(3))
  await world.deliverAll()
  expect(countOf(hers)).toEqual(messages(3))

  hers.engine().markRead(general)
  await world.deliverAll()
  expect([hers, other].map(countOf)).toEqual([undefined, undefined])
  await openIn(his).post('four')
  await world.deliverAll()
  expect([hers, other].map(countOf)).toEqual([messages(1), messages(1)])
})

test('[CR88] what is taken back counts no more', async () => {
  const world = createWorld()
  const [hers, his] = [world.device(1), world.device(2)]
  for (const device of [hers, his]) await device.start()
  await world.deliverAll()
  const sent = await openIn(his).post('never mind')
  await world.deliverAll()
  expect(countOf(hers)).toEqual(messages(1))
  if (sent.ok) await openIn(his).redact(sent.value)
  await world.deliverAll()
  expect(countOf(hers)).toBeUndefined()
})

test('[CR88] nor does it leave a dot, over a restart too; what there is besides stays to be read', async () => {
  const world = createWorld()
  const [hers, his] = [world.device(1), world.device(2)]
  for (const device of [hers, his]) await device.start()
  await world.deliverAll()
  const there = openIn(his)
  const one = orThrow(await there.post('never mind'))
  const two = orThrow(await there.post('gone in a minute', { expiresAfter: 60 }))
  await world.deliverAll()
  expect([isUnread(hers), countOf(hers)]).toEqual([true, messages(2)])
  orThrow(await there.redact(one))
  await world.deliverAll()
  expect([isUnread(hers), countOf(hers)]).toEqual([true, messages(1)])
  world.clock.advance(60_000)
  await world.deliverAll()
  expect(there.view.read().messages.map(({ id, expired }) => [id, expired])).toEqual([
    [one, undefined],
    [two, true],
  ])
  expect([isUnread(hers), countOf(hers)]).toEqual([false, undefined])
  world.clock.advance(1_000)
  await world.deliverAll()
  hers.kill()
  await hers.start()
  await world.deliverAll()
  expect(isUnread(hers)).toBe(false)
  await there.post('to be read')
  await world.deliverAll()
  expect([isUnread(hers), countOf(hers)]).toEqual([true, messages(1)])
})

test('[CR88] what came before it, and is not on this device yet, stays to be read', async () => {
  const world = createWorld()
  const [hers, his] = [world.device(1), world.device(2)]
  for (const device of [hers, his]) await device.start()
  await world.deliverAll()
  await openIn(his).post('read')
  await world.deliverAll()
  hers.engine().markRead(general)
  await world.deliverAll()
  world.clock.advance(1_000)
  await world.deliverAll()
  hers.kill()
  fillLog(world.relay, general, 2_000)
  await world.deliverAll()
  const sent = orThrow(await openIn(his).post('never mind'))
  await world.deliverAll()
  await hers.start()
  await world.deliverAll()
  openIn(hers).close() // the newest segment is here then, and no other one
  await world.deliverAll()
  expect([isUnread(hers), countOf(hers)]).toEqual([true, messages(1)])
  orThrow(await openIn(his).redact(sent))
  await world.deliverAll()
  expect(isUnread(hers)).toBe(true)
})

test('[CR63] what was read makes nothing unread by being taken back', async () => {
  const world = createWorld()
  const [hers, his] = [world.device(1), world.device(2)]
  for (const device of [hers, his]) await device.start()
  await world.deliverAll()
  const there = openIn(his)
  const sent = orThrow(await there.post('never mind'))
  await world.deliverAll()
  hers.engine().markRead(general)
  await world.deliverAll()
  expect(isUnread(hers)).toBe(false)
  orThrow(await there.redact(sent))
  await world.deliverAll()
  expect(isUnread(hers)).toBe(false)
  orThrow(await there.react(orThrow(await there.post('look')), '👍', true))
  await world.deliverAll()
  expect(isUnread(hers)).toBe(true)
})

test('[CR63] what is marked seen as it comes is unread in no list, and changes none', async () => {
  const world = createWorld()
  const [hers, his] = [world.device(1), world.device(2)]
  for (const device of [hers, his]) await device.start()
  await world.deliverAll()
  hers.faults.breath = () => new Promise((resolve) => setImmediate(resolve))
  const [open, { directory }] = [openIn(hers), hers.engine()]
  await world.deliverAll()
  // A screen draws at the end of the turn, and sees then that what came is in view.
  open.view.listen(() => void Promise.resolve().then(() => queueMicrotask(open.markSeen)))
  const before = directory.read()
  const heard: Array<UnreadCount | undefined> = []
  directory.listen(() => heard.push(countOf(hers)))
  await openIn(his).post('for you')
  await world.deliverAll()
  expect(open.view.read().messages.map(({ text }) => text)).toEqual(['for you'])
  expect(heard).toEqual([])
  expect(directory.read()).toBe(before)
})
