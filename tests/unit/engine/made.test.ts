/** Channels and documents that the relay does not have yet: in the list and written in, held back, and gone if they are given up. */
import { expect, test } from 'vitest'
import type { WaitingEdit } from '../../../core/bridge/changes-contract.ts'
import { documentId } from '../../../core/protocol/ids.ts'
import { createWorld, type Device, openIn, settled, textsOf, workspace } from '../../support/devices.ts'
import { testConversation } from '../../support/test-conversation.ts'

const [quay, chat] = [testConversation(7), testConversation(8)]
const plan = documentId('9'.repeat(32))
const making = (state: WaitingEdit['state']): WaitingEdit => ({
  id: 1,
  conversation: quay,
  state,
  effect: {},
  makes: { kind: 'channel', id: quay, workspace, name: 'quay', topic: '', role: 'admin' },
})
const makingPlan: WaitingEdit = {
  id: 2,
  conversation: chat,
  state: 'waiting',
  effect: {},
  makes: { kind: 'document', id: plan, workspace, title: 'Plan', conversation: chat },
}

async function setup() {
  const world = createWorld()
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  alice.wire()?.cut()
  return { world, alice }
}
const shown = ({ engine }: Device) => engine().directory.read().workspaces[0]
const appends = (heard: ReadonlyArray<string>): number => heard.filter((kind) => kind === 'append').length

test('[MG13] what is to be made is in the list and written in offline, over a restart of both; nothing of it is sent before the relay tells of it', async () => {
  const { world, alice } = await setup()
  alice.edits.waiting.write([making('waiting'), makingPlan])
  await settled()
  expect(shown(alice)?.channels).toMatchObject([{ name: 'general' }, { id: quay, name: 'quay', waits: true }])
  expect(shown(alice)?.documents).toMatchObject([{ id: plan, title: 'Plan', waits: true }])
  expect(await openIn(alice, quay).post('Boats first')).toMatchObject({ ok: true })
  expect(await openIn(alice, chat).post('Have a look')).toMatchObject({ ok: true })
  alice.kill()
  await alice.start()
  const [opened, about] = [openIn(alice, quay), openIn(alice, chat)]
  await settled()
  expect(textsOf(opened)).toEqual(['Boats first'])

  world.relay.heard.length = 0
  await world.deliverAll()
  expect(alice.engine().connection.read()).toMatchObject({ kind: 'online', queued: 4 })
  expect(alice.engine().connection.read().stuck).toBeUndefined()
  expect(appends(world.relay.heard)).toBe(0)
  expect(opened.view.read().messages).toMatchObject([{ delivery: { kind: 'queued' } }])

  world.relay.addChannel(workspace, quay, 'quay')
  alice.edits.waiting.write([making('done'), makingPlan])
  alice.wire()?.cut()
  alice.engine().wake()
  await world.deliverAll()
  expect(alice.edits.over).toEqual([1])
  expect(opened.view.read().messages).toMatchObject([{ delivery: { kind: 'relay' } }])
  expect(world.relay.log(quay)).toHaveLength(2) // a claim and the message
  expect(about.view.read().messages).toMatchObject([{ delivery: { kind: 'queued' } }])

  const bob = world.device(2)
  await bob.start()
  await world.deliverAll()
  const atBob = openIn(bob, quay)
  await world.deliverAll()
  expect(textsOf(atBob)).toEqual(['Boats first'])
})

test('[DO11] a title that waits is the document’s wherever it is shown, whether the relay has the document or not', async () => {
  const { alice } = await setup()
  const titled: WaitingEdit = { id: 3, conversation: chat, state: 'waiting', effect: { title: 'Plan B' } }
  alice.edits.waiting.write([{ ...makingPlan, state: 'done' }, titled])
  await settled()
  expect(shown(alice)?.documents).toMatchObject([{ id: plan, title: 'Plan B', waits: true }])
})

test('[MG14] what was refused to be made is there as refused, not as waiting; tried again, it waits', async () => {
  const { alice } = await setup()
  alice.edits.waiting.write([making('refused'), { ...makingPlan, state: 'refused' }])
  await settled()
  const [quayRow, planRow] = [shown(alice)?.channels.at(-1), shown(alice)?.documents.at(-1)]
  expect(quayRow).toMatchObject({ id: quay, refused: true })
  expect(quayRow).not.toHaveProperty('waits')
  expect(planRow).toMatchObject({ id: plan, refused: true })
  expect(planRow).not.toHaveProperty('waits')
  alice.edits.waiting.write([making('waiting')])
  await settled()
  expect(shown(alice)?.channels.at(-1)).toMatchObject({ id: quay, waits: true })
  expect(shown(alice)?.channels.at(-1)).not.toHaveProperty('refused')
})

test('[MG15] what was given up is gone from list and journal, and main is told; also where the window ended in between', async () => {
  const { world, alice } = await setup()
  alice.edits.waiting.write([making('refused')])
  await settled()
  await openIn(alice, quay).post('Stones')
  expect(alice.engine().connection.read().queued).toBe(1)
  alice.kill()
  alice.edits.waiting.write([{ id: 1, conversation: quay, state: 'given-up', effect: {} }])
  await alice.start()
  await settled()
  expect(alice.edits.over).toEqual([1])
  expect(shown(alice)?.channels.map(({ name }) => name)).toEqual(['general'])
  expect(alice.engine().connection.read().queued).toBe(0)
  alice.edits.waiting.write([])
  world.relay.heard.length = 0
  await world.deliverAll()
  expect(appends(world.relay.heard)).toBe(0)
})
