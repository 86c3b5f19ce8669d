import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { isOneEmoji } from '../../../core/engine/besides.ts'
import type { Document } from '../../../core/engine/engine.ts'
import { documentId } from '../../../core/protocol/ids.ts'
import { createWorld, type Device, general, openIn, settled, workspace } from '../../support/devices.ts'
import { testConversation } from '../../support/test-conversation.ts'

const chat = testConversation(2)
const plan = documentId('f'.repeat(32))
const documentOf = (device: Device): Document | undefined =>
  device.engine().directory.read().workspaces[0]?.documents[0]
const aboutOf = (device: Device) => [documentOf(device)?.icon, documentOf(device)?.topic]

async function setup() {
  const world = createWorld()
  world.relay.addDocument(workspace, plan, chat, 'Plan')
  const [hers, his] = [world.device(1), world.device(2)]
  for (const device of [hers, his]) await device.start()
  await world.deliverAll()
  return { world, hers, his }
}

test('[CS24] topic and icon of a document are set without a network, and known to all though nobody opens its chat', async () => {
  const { world, hers, his } = await setup()
  hers.wire()?.cut()
  orThrow(await openIn(hers, chat).describe({ topic: 'What we buy', icon: '🛒' }))
  await settled()
  expect(aboutOf(hers)).toEqual(['🛒', 'What we buy'])
  expect(aboutOf(his)).toEqual([undefined, undefined])
  world.clock.advance(60_000)
  await world.deliverAll()
  expect(aboutOf(his)).toEqual(['🛒', 'What we buy'])
  // Nothing to be read, and there at once after a start.
  expect(documentOf(his)?.newest).toBeUndefined()
  his.kill()
  await his.start()
  expect(aboutOf(his)).toEqual(['🛒', 'What we buy'])
})

test('[CS24] [RE15] of what two say apart each goes by its own last writer, on all devices alike', async () => {
  const { world, hers, his } = await setup()
  for (const device of [hers, his]) device.wire()?.cut()
  orThrow(await openIn(hers, chat).describe({ topic: 'hers', icon: '🛒' }))
  world.clock.advance(10)
  orThrow(await openIn(his, chat).describe({ topic: 'his' }))
  world.clock.advance(60_000)
  await world.deliverAll()
  for (const device of [hers, his]) expect(aboutOf(device)).toEqual(['🛒', 'his'])
  orThrow(await openIn(hers, chat).describe({ topic: '', icon: '' }))
  await world.deliverAll()
  for (const device of [hers, his]) expect(aboutOf(device)).toEqual([undefined, undefined])
  // Of one moment: one of them, and the same for both.
  for (const device of [hers, his]) device.wire()?.cut()
  orThrow(await openIn(his, chat).describe({ topic: 'one' }))
  orThrow(await openIn(hers, chat).describe({ topic: 'two' }))
  world.clock.advance(60_000)
  await world.deliverAll()
  const [, left] = aboutOf(hers)
  expect(['one', 'two']).toContain(left)
  expect(aboutOf(his)).toEqual([undefined, left])
})

test('[CS24] what is too long is refused, and what would reorder or hide the words around it is left out', async () => {
  const { hers } = await setup()
  const open = openIn(hers, chat)
  expect(await open.describe({ topic: 'x'.repeat(100_000) })).toEqual({
    ok: false,
    failure: { kind: 'too-long', length: 100_000, limit: 250 },
  })
  expect(await open.describe({ icon: '😀'.repeat(17) })).toMatchObject({ failure: { kind: 'too-long' } })
  orThrow(await open.describe({ topic: ' \u202Eevil\u2069\u0007\n  next line ', icon: '\u202Eadmin' }))
  await settled()
  expect(aboutOf(hers)).toEqual([undefined, 'evil next line'])
})

test('[CS24] only one emoji stands for a conversation', () => {
  for (const emoji of ['🛒', '❤️', '👩🏽‍🚀', '🇩🇪', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👨‍👩‍👧‍👦', '☎', '☎️'])
    expect([emoji, isOneEmoji(emoji)]).toEqual([emoji, true])
  for (const text of [
    '',
    'a',
    '#',
    '1',
    '🛒🛒',
    '🛒a',
    '\u202E',
    '🇩',
    '🛒\u200D',
    '\u{E0067}',
    '👩‍'.repeat(6) + '👩',
    ' 🛒',
  ])
    expect([text, isOneEmoji(text)]).toEqual([text, false])
})

test('[CS24] a channel is about what the directory says, whoever says something else in it', async () => {
  const { world, hers } = await setup()
  orThrow(await openIn(hers, general).describe({ topic: 'mine now', icon: '👑' }))
  await world.deliverAll()
  const [channel] = hers.engine().directory.read().workspaces[0]?.channels ?? []
  expect([channel?.topic, channel?.icon]).toEqual(['', undefined])
})
