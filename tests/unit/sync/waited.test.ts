/** What is to disappear, and waited for the relay: what is seen of it, and for how long. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { deliveriesOf, general, openIn, settled, textsOf } from '../../support/devices.ts'
import { testAttachment } from '../../support/conversations.ts'
import {
  cutOff,
  expectWholeTime,
  minute,
  pass,
  reach,
  secretOf,
  setupWaited,
  type Waited,
} from '../../support/waited.ts'

test('[CR98] what waited longer than it lasts is there for its whole time once it is sent, then it is gone', async () => {
  const { world, alice, bob } = await setupWaited()
  await pass(world, 10 * minute)
  expect(textsOf(openIn(alice))).toEqual(['before', 'secret'])
  await reach({ world, alice, bob })
  for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(['before', 'secret'])
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay'])
  await pass(world, 5 * minute - 1_000)
  for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(['before', 'secret'])
  await pass(world, 1_000)
  for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(['before', ''])
  for (const device of [alice, bob])
    expect(openIn(device).view.read().messages[1]).not.toHaveProperty('expiresAt') // taken back, not only hidden
})

test('[EX6] [CR98] what waits stays on its author’s screen over a restart, and has its whole time then', async () => {
  const { world, alice, bob } = await setupWaited()
  await pass(world, 10 * minute)
  alice.kill()
  await pass(world, 10 * minute)
  await alice.start()
  await pass(world, 10 * minute)
  openIn(alice)
  await settled()
  expect(textsOf(openIn(alice))).toEqual(['before', 'secret'])
  expect(alice.engine().connection.read()).toMatchObject({ queued: 1 })
  await reach({ world, alice, bob })
  await expectWholeTime({ world, alice, bob })
})

test('[CR57] [EX6] once it is sent it is taken back at its moment, though nobody has looked at it since', async () => {
  const { world, alice, bob } = await setupWaited()
  alice.kill()
  await pass(world, 10 * minute)
  world.relay.settings.isDown = false
  await alice.start()
  await reach({ world, alice, bob })
  const before = world.relay.log(general).length
  expect(textsOf(openIn(bob))).toEqual(['before', 'secret'])
  alice.kill()
  await alice.start()
  await reach({ world, alice, bob })
  await pass(world, 5 * minute)
  expect(world.relay.log(general)).toHaveLength(before + 1)
  await pass(world, 60 * minute)
  expect(world.relay.log(general)).toHaveLength(before + 1) // once
})

test('[CR98] what waited for less than a tenth of its time is sent as it is', async () => {
  const { world, alice, bob } = await setupWaited()
  const before = world.relay.log(general).length
  await pass(world, minute / 2)
  await reach({ world, alice, bob })
  expect(world.relay.log(general)).toHaveLength(before + 1)
  await pass(world, 4.5 * minute)
  for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(['before', ''])
})

/** It is on the relay, and Bob has seen it; the answer to Alice is lost with her connection. */
async function seenUnanswered({ world, alice, bob }: Waited): Promise<void> {
  world.relay.settings.isDown = false
  alice.engine().wake()
  for (let step = 0; step < 8 && !textsOf(openIn(bob)).includes('secret'); step++) {
    await settled()
    alice.wire()?.deliverToClient()
    await settled()
    alice.wire()?.deliverToRelay()
    bob.wire()?.deliverToClient()
    await settled()
  }
  expect(textsOf(openIn(bob))).toEqual(['before', 'secret'])
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'queued'])
  cutOff(world, alice)
}

test('[CR98] what others could see already, though no answer told so, has no more time than it had', async () => {
  const { world, alice, bob } = await setupWaited()
  await seenUnanswered({ world, alice, bob })
  await pass(world, 10 * minute)
  const before = world.relay.log(general).length
  world.relay.settings.isDown = false
  alice.engine().wake()
  // Her own entry comes behind the word of how far the relay is, one frame after the other.
  for (let step = 0; step < 30; step++) {
    await settled()
    alice.wire()?.deliverToRelay()
    alice.wire()?.deliverToClient(1)
  }
  await reach({ world, alice, bob })
  await pass(world, 1)
  for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(['before', ''])
  for (const device of [alice, bob]) expect(secretOf(device)).not.toHaveProperty('expiresAt')
  expect(world.relay.log(general)).toHaveLength(before + 1) // it was taken back
})

test('[CR22] [CR57] what the log brings back before its answer is taken back at its moment, though nobody looks', async () => {
  const { world, alice, bob } = await setupWaited()
  await seenUnanswered({ world, alice, bob })
  alice.kill()
  world.relay.settings.isDown = false
  await alice.start()
  await reach({ world, alice, bob })
  expect(alice.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
  const before = world.relay.log(general).length
  await pass(world, 5 * minute)
  expect(world.relay.log(general)).toHaveLength(before + 1)
  expect(secretOf(bob)).not.toHaveProperty('expiresAt')
})

test('[CR98] what waits for its files has its whole time too', async () => {
  const { world, alice, bob } = await setupWaited()
  await reach({ world, alice, bob })
  const file = testAttachment()
  orThrow(await openIn(alice).post('with a file', { expiresAfter: 60, attachments: [file] }))
  await world.deliverAll()
  alice.uploads.waiting.write(new Set([file.id]))
  expect(textsOf(openIn(bob))).toEqual(['before', 'secret'])
  await pass(world, 2 * minute)
  alice.uploads.waiting.write(new Set())
  await world.deliverAll()
  expect(textsOf(openIn(bob))).toEqual(['before', 'secret', 'with a file'])
  await pass(world, minute)
  expect(textsOf(openIn(bob))).toEqual(['before', 'secret', ''])
})

test('[CR88] [CR98] what comes in when its time is over is not unread, and is so once it has time', async () => {
  const { world, alice, bob } = await setupWaited()
  bob.kill()
  world.relay.settings.isDown = false
  await bob.start()
  await world.deliverAll()
  openIn(bob).markSeen()
  world.relay.settings.isDown = true
  const listed = () => bob.engine().directory.read().workspaces[0]?.channels[0]
  await pass(world, 10 * minute)
  alice.faults.outbox = 'full' // it is sent as it is
  await reach({ world, alice, bob })
  expect(listed()).toMatchObject({ unread: false })
  alice.faults.outbox = 'none'
  cutOff(world, alice)
  orThrow(await openIn(alice).post('seen', { expiresAfter: 300 }))
  await pass(world, 10 * minute)
  await reach({ world, alice, bob })
  expect(listed()).toMatchObject({ unread: true, unreadCount: { messages: 1, replies: 0, mentions: 0 } })
})

test('[EX6] says that its time has not begun while it waits itself, and not while an edit of it does', async () => {
  const { world, alice, bob } = await setupWaited()
  expect(secretOf(alice).delivery).toMatchObject({ kind: 'queued', unbegun: true })
  await reach({ world, alice, bob })
  cutOff(world, alice)
  orThrow(await openIn(alice).edit(secretOf(alice).id, 'edited'))
  expect(secretOf(alice).delivery).toEqual({ kind: 'queued' })
})

test('[EX5] what was said of it while it waited stays with it', async () => {
  const { world, alice, bob } = await setupWaited()
  const { id } = secretOf(alice)
  orThrow(await openIn(alice).react(id, '👍', true))
  orThrow(await openIn(alice).edit(id, 'secret, edited'))
  orThrow(await openIn(alice).post('reply', { thread: id }))
  await pass(world, 10 * minute)
  await reach({ world, alice, bob })
  for (const device of [alice, bob]) {
    expect(secretOf(device)).toMatchObject({ text: 'secret, edited', earlier: [{ text: 'secret' }] })
    expect(secretOf(device).reactions).toMatchObject([{ emoji: '👍' }])
  }
})
