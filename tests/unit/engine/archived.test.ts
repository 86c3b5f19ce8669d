import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { archiveKey, archiveValue } from '../../../core/engine/personal/archive.ts'
import { levelKey } from '../../../core/engine/personal/levels.ts'
import type { Document } from '../../../core/engine/engine.ts'
import { documentId } from '../../../core/protocol/ids.ts'
import { createWorld, type Device, openIn, settled, workspace } from '../../support/devices.ts'
import { testConversation } from '../../support/test-conversation.ts'

const chat = testConversation(2)
const documentOf = (device: Device): Document | undefined =>
  device.engine().directory.read().workspaces[0]?.documents[0]
const isArchived = (device: Device): boolean => documentOf(device)?.archived === true

async function archive(device: Device): Promise<void> {
  const value = archiveValue(documentOf(device)?.newest)
  orThrow(await device.engine().personal(workspace).set(archiveKey(chat), value))
  await settled()
}

async function setup() {
  const world = createWorld()
  world.relay.addDocument(workspace, documentId('f'.repeat(32)), chat, 'Plan')
  const [hers, his] = [world.device(1), world.device(2)]
  for (const device of [hers, his]) await device.start()
  await world.deliverAll()
  orThrow(await openIn(his, chat).post('one'))
  await world.deliverAll()
  const meet = async (): Promise<void> => {
    world.clock.advance(60_000)
    await world.deliverAll()
  }
  return { world, hers, his, meet }
}

test('[PS21] archived without a network it stays so over a start, and comes back with a message that was written before', async () => {
  const { hers, his, meet } = await setup()
  for (const device of [hers, his]) device.wire()?.cut()
  orThrow(await openIn(his, chat).post('two'))
  await archive(hers)
  expect(isArchived(hers)).toBe(true)
  hers.kill()
  await hers.start()
  await settled()
  expect(isArchived(hers)).toBe(true)
  await meet()
  expect(isArchived(hers)).toBe(false)
  expect(hers.engine().personal(workspace).all.read().has(archiveKey(chat))).toBe(false)
})

test('[PS21] a reaction, a topic and what one had written oneself bring nothing back; what one writes then does', async () => {
  const { hers, his, meet } = await setup()
  hers.wire()?.cut()
  orThrow(await openIn(hers, chat).post('mine, before'))
  await archive(hers)
  const open = openIn(his, chat)
  const [message] = open.view.read().messages
  if (message === undefined) throw new Error('no message')
  orThrow(await open.react(message.id, '👍', true))
  orThrow(await open.describe({ topic: 'Bread' }))
  await meet()
  expect([isArchived(hers), documentOf(hers)?.topic]).toEqual([true, 'Bread'])
  hers.wire()?.cut()
  orThrow(await openIn(hers, chat).post('mine, after'))
  await settled()
  expect(isArchived(hers)).toBe(false)
})

test('[PS21] what is muted stays archived, whoever writes', async () => {
  const { hers, his, meet } = await setup()
  orThrow(await hers.engine().personal(workspace).set(levelKey(chat), 'none'))
  await archive(hers)
  orThrow(await openIn(his, chat).post('two'))
  await meet()
  expect([isArchived(hers), documentOf(hers)?.unread]).toEqual([true, true])
})
