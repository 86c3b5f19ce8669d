import { describe, expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import type { Message } from '../../../../core/conversation/message.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import {
  followed,
  readSaved,
  save,
  savedKey,
  type SavedMessage,
} from '../../../../core/engine/personal/saved.ts'
import type { OpId } from '../../../../core/protocol/ids.ts'
import {
  createWorld,
  type Device,
  general,
  openIn,
  settled,
  textsOf,
  workspace,
  type World,
} from '../../../support/devices.ts'
import { shownMessage } from '../../../support/shown-message.ts'
import { fillLog } from '../../../support/strangers.ts'

interface Setup {
  readonly world: World
  readonly hers: Device
  readonly his: Device
}

async function setup(): Promise<Setup> {
  const world = createWorld()
  const [hers, his] = [world.device(1), world.device(2)]
  for (const device of [hers, his]) await device.start()
  await world.deliverAll()
  return { world, hers, his }
}

async function pass(world: World, ms = 5_000): Promise<void> {
  await world.deliverAll()
  world.clock.advance(ms)
  await world.deliverAll()
  await settled()
}

const settingsOf = (device: Device) => device.engine().personal(workspace)
const savedBy = (device: Device): ReadonlyArray<SavedMessage> => readSaved(settingsOf(device).all.read())
/** Everything that is set, as it is kept. */
const keptBy = (device: Device): string => [...settingsOf(device).all.read().values()].join('\n')

/** He posts it, she saves it, and nobody looks at the conversation any more. */
async function saveOne({ world, hers, his }: Setup, text: string, expiresAfter?: number): Promise<OpId> {
  const there = openIn(his)
  await world.deliverAll()
  const id = orThrow(await there.post(text, expiresAfter === undefined ? {} : { expiresAfter }))
  there.close()
  await world.deliverAll()
  await saveThat({ world, hers }, id)
  return id
}

async function saveThat({ world, hers }: Omit<Setup, 'his'>, id: OpId): Promise<void> {
  const here = openIn(hers)
  await world.deliverAll()
  const message = here.view.read().messages.find((each) => each.id === id)
  if (message === undefined) throw new Error('it is not there')
  const { all, set } = settingsOf(hers)
  const changes = save(all.read(), message, { conversation: general, savedAt: millis(world.clock.now()) })
  if ('kind' in changes) throw new Error('there is room')
  for (const [key, value] of changes) orThrow(await set(key, value))
  here.close()
  await pass(world)
}

/** He says something else, or nothing more, in a conversation that she does not look at. */
async function change({ world, his }: Setup, id: OpId, text?: string): Promise<void> {
  const there = openIn(his)
  await world.deliverAll()
  orThrow(await (text === undefined ? there.redact(id) : there.edit(id, text)))
  there.close()
  await pass(world)
}

test('[PS22] of what was deleted no text stays among the settings, and what was edited says what it says now', async () => {
  const around = await setup()
  const deleted = await saveOne(around, 'secret')
  const edited = await saveOne(around, 'first wording')
  expect(savedBy(around.hers)).toMatchObject([{ excerpt: 'first wording' }, { excerpt: 'secret' }])
  await change(around, edited, 'second wording')
  await change(around, deleted)
  expect(keptBy(around.hers)).not.toMatch(/secret|first/)
  const [one, two] = savedBy(around.hers)
  expect(one).toMatchObject({ message: edited, excerpt: 'second wording' })
  expect(two).toMatchObject({ message: deleted, excerpt: '', gone: 'deleted', isDone: false })
})

test('[PS22] of what disappears no text is kept from the start, and it says when it has gone', async () => {
  const around = await setup()
  const id = await saveOne(around, 'secret', 3_600)
  expect(keptBy(around.hers)).not.toContain('secret')
  const [saved] = savedBy(around.hers)
  expect(saved).toMatchObject({ message: id, excerpt: '' })
  expect(saved?.expiresAt).toBe((saved?.writtenAt ?? 0) + 3_600_000)
  expect(saved).not.toHaveProperty('gone')
  await pass(around.world, 3_600_000)
  await pass(around.world)
  expect(savedBy(around.hers)).toMatchObject([{ excerpt: '', gone: 'disappeared' }])
})

test('[PS22] [EX5] what waited, and was saved meanwhile, says when it disappears once it is sent', async () => {
  const { world, hers } = await setup()
  const here = openIn(hers)
  await world.deliverAll()
  world.relay.settings.isDown = true
  hers.wire()?.cut()
  const id = orThrow(await here.post('secret', { expiresAfter: 600 }))
  await saveThat({ world, hers }, id)
  await pass(world, 1_800_000)
  world.relay.settings.isDown = false
  hers.engine().wake()
  await pass(world)
  const [saved] = savedBy(hers)
  expect(saved?.expiresAt).toBeGreaterThan((saved?.writtenAt ?? 0) + 1_800_000)
  expect(saved).not.toHaveProperty('gone')
  await pass(world, 600_000)
  await pass(world)
  expect(savedBy(hers)).toMatchObject([{ excerpt: '', gone: 'disappeared' }])
})

test('[PS22] one’s own message that is deleted without a network goes at once', async () => {
  const { world, hers } = await setup()
  const here = openIn(hers)
  await world.deliverAll()
  const id = orThrow(await here.post('secret'))
  await world.deliverAll()
  await saveThat({ world, hers }, id)
  hers.wire()?.cut()
  orThrow(await here.redact(id))
  world.clock.advance(1_000)
  await settled()
  expect(keptBy(hers)).not.toContain('secret')
  expect(savedBy(hers)).toMatchObject([{ gone: 'deleted' }])
})

test('[PS22] what was changed while this device was off is followed when it is on again', async () => {
  const around = await setup()
  const id = await saveOne(around, 'secret')
  around.hers.kill()
  await change(around, id)
  await around.hers.start()
  await around.world.deliverAll()
  await pass(around.world)
  expect(savedBy(around.hers)).toMatchObject([{ excerpt: '', gone: 'deleted' }])
})

test('[PS22] a setting that comes after the change is set anew: from another device, by the way back, from an older app', async () => {
  const around = await setup()
  const { world, hers } = around
  const id = await saveOne(around, 'secret')
  const { all, set } = settingsOf(hers)
  const key = savedKey(id)
  const before = all.read().get(key) ?? ''
  await change(around, id)
  await set(key, before)
  expect(keptBy(hers)).toContain('secret')
  await pass(world)
  expect(savedBy(hers)).toMatchObject([{ excerpt: '', gone: 'deleted' }])
  await set(key, before.replace(/"segment":\d+,?/u, ''))
  await pass(world)
  expect(savedBy(hers)).toMatchObject([{ segment: 0, excerpt: '', gone: 'deleted' }])
})

test('[PS22] a message of long ago is followed too, on a device that has not looked that far back', async () => {
  const around = await setup()
  const { world, hers, his } = around
  const id = await saveOne(around, 'secret')
  fillLog(world.relay, general, 2_010)
  await world.deliverAll()
  hers.kill()
  await hers.start()
  await pass(world, 60_000)
  const there = openIn(his)
  await world.deliverAll()
  expect(textsOf(there)).not.toContain('secret') // in the segment before
  await there.loadOlder()
  await world.deliverAll()
  orThrow(await there.redact(id))
  await pass(world)
  expect(savedBy(hers)).toMatchObject([{ segment: 0, excerpt: '', gone: 'deleted' }])
})

describe('[PS22] what is kept only goes forward, for two devices would set it in turn for ever', () => {
  const message = shownMessage(1)
  const said = { ...message, text: 'said again', earlier: [{ text: message.text, at: message.at }] }
  const masked = { ...message, text: 'put here', masked: true } as const
  const deleted = { ...message, text: '', redacted: true } as const
  const disappeared = { ...deleted, expired: true } as const

  /** Saved as one device knows the message, and seen by one that knows it otherwise: what it says then. */
  function seen(by: Message, saved: Message): string | undefined {
    const changes = save(new Map(), saved, { conversation: general, savedAt: millis(1) })
    if ('kind' in changes) throw new Error('there is room')
    const [first] = readSaved(new Map(changes.map(([key, value]) => [key, value ?? ''])))
    return first && followed(first, by)?.[1]
  }

  test.each([
    ['edited', said, message],
    ['masked', masked, message],
    ['masked, and edited by its author', masked, said],
    ['deleted', deleted, message],
    ['deleted, for one', disappeared, deleted],
    ['disappeared', disappeared, message],
  ])('%s', (_, ahead, behind) => {
    expect(seen(behind, ahead)).toBeUndefined()
    if (behind !== deleted) expect(seen(ahead, behind)).toBeDefined()
    expect(seen(ahead, ahead)).toBeUndefined()
  })
})
