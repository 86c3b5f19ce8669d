import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { OpId } from '../../../core/protocol/ids.ts'
import { createWorld, type Device, general, openIn, settled, type World } from '../../support/devices.ts'

interface Setup {
  readonly world: World
  readonly author: Device
  /** Of the three posts, whose entries are 2, 3 and 4; the first is the claim. */
  readonly posts: ReadonlyArray<OpId>
}

/** One person has posted first, second and third. */
async function setup(world = createWorld()): Promise<Setup> {
  const author = world.device(1)
  await author.start()
  await world.deliverAll()
  const opened = openIn(author)
  await settled()
  const posts: Array<OpId> = []
  for (const text of ['first', 'second', 'third']) posts.push(orThrow(await opened.post(text)))
  await world.deliverAll()
  return { world, author, posts }
}

/** The author deletes the second message, and the relay gives its body up. */
async function eraseSecond({ world, author, posts }: Setup): Promise<void> {
  const [, second] = posts
  if (second === undefined) throw new Error('there is no second message')
  orThrow(await openIn(author).redact(second))
  await world.deliverAll()
  world.relay.giveUp(general, 3)
}

const messagesOf = (device: Device): ReadonlyArray<unknown> =>
  openIn(device)
    .view.read()
    .messages.map(({ id, author, text }) => ({ id, author, text }))

test('[ER2] a device that comes after a message was given up shows what the others show', async () => {
  const setting = await setup()
  const { world, author } = setting
  await eraseSecond(setting)
  const late = world.device(2)
  await late.start()
  await world.deliverAll()
  openIn(late)
  await world.deliverAll()
  expect(late.reports).toEqual([])
  expect(messagesOf(late)).toEqual(messagesOf(author))
  expect(messagesOf(late)).toMatchObject([{ text: 'first' }, { text: '' }, { text: 'third' }])
  orThrow(await openIn(author).post('fourth'))
  await world.deliverAll()
  expect(messagesOf(late)).toMatchObject([
    { text: 'first' },
    { text: '' },
    { text: 'third' },
    { text: 'fourth' },
  ])
  expect(late.reports).toEqual([])
})

test('[ER2] a device that was away follows the chain over what was given up meanwhile', async () => {
  const world = createWorld()
  const reader = world.device(2)
  await reader.start()
  await world.deliverAll()
  reader.kill()
  const setting = await setup(world)
  await eraseSecond(setting)
  await reader.start()
  await world.deliverAll()
  openIn(reader)
  await world.deliverAll()
  expect(reader.reports).toEqual([])
  expect(messagesOf(reader)).toEqual(messagesOf(setting.author))
  expect(messagesOf(reader)).toMatchObject([{ text: 'first' }, { text: '' }, { text: 'third' }])
})

test('[CR71][ER2] the newest screen without its segment shows a tombstone for what was given up', async () => {
  const setting = await setup()
  const { world } = setting
  await eraseSecond(setting)
  const late = world.device(2)
  await late.start()
  await world.deliverAll()
  late.wire()?.cut()
  openIn(late)
  await settled()
  expect(openIn(late).view.read().preview).toBe(true)
  const { messages } = openIn(late).view.read()
  expect(messages).toMatchObject([{ text: 'first' }, { text: '', redacted: true }, { text: 'third' }])
  late.engine().wake()
  await world.deliverAll()
  expect(openIn(late).view.read()).toMatchObject({ preview: false, messages })
  expect(late.reports).toEqual([])
})

test('[CR71] a tombstone for what stands before the newest screen is not on it', async () => {
  const setting = await setup()
  const { world, author } = setting
  const opened = openIn(author)
  for (let each = 0; each < 70; each++) {
    world.clock.advance(1)
    orThrow(await opened.post(`filler ${each}`))
  }
  await eraseSecond(setting)
  const late = world.device(2)
  await late.start()
  await world.deliverAll()
  late.wire()?.cut()
  openIn(late)
  await settled()
  expect(openIn(late).view.read().preview).toBe(true)
  expect(messagesOf(late)).toHaveLength(63) // of 64 entries the newest is the deletion
  expect(messagesOf(late)[0]).toMatchObject({ text: 'filler 7' })
})
