import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import type { OpenConversation } from '../../../../core/engine/engine.ts'
import type { FollowedThread } from '../../../../core/engine/threads-contract.ts'
import type { OpId } from '../../../../core/protocol/ids.ts'
import { createWorld, type Device, general, openIn, workspace, type World } from '../../../support/devices.ts'
import { fillLog } from '../../../support/strangers.ts'

interface Setup {
  readonly world: World
  readonly alice: Device
  readonly bob: Device
  /** Of a message by Alice, who has closed the conversation since. */
  readonly root: OpId
  readonly others: OpenConversation
}

/** Whatever is gathered or due happens. */
async function pass(world: World): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await world.deliverAll()
    world.clock.advance(1_000)
  }
  await world.deliverAll()
}

async function setup(): Promise<Setup> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  for (const device of [alice, bob]) await device.start()
  await world.deliverAll()
  const opened = openIn(alice)
  await world.deliverAll()
  const root = orThrow(await opened.post('Who rows on Sunday?'))
  await world.deliverAll()
  opened.close()
  const others = openIn(bob)
  await pass(world)
  return { world, alice, bob, root, others }
}

const threadsOf = (device: Device): ReadonlyArray<FollowedThread> => device.engine().threads.read()

test('[VW6] a reply in a conversation that is closed is listed as unread, over a restart', async () => {
  const { world, alice, root, others } = await setup()
  expect(threadsOf(alice)).toEqual([])
  orThrow(await others.post('I do', { thread: root }))
  await pass(world)
  const listed = { conversation: general, root, text: 'Who rows on Sunday?', replies: 1, unread: 1 }
  expect(threadsOf(alice)).toMatchObject([{ ...listed, last: { text: 'I do' } }])
  alice.kill()
  await alice.start()
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ ...listed, last: { text: 'I do' } }])
})

test('[VW6] what was said is changed or taken back while the conversation is closed, and the list follows', async () => {
  const { world, alice, root, others } = await setup()
  const first = orThrow(await others.post('I do', { thread: root }))
  const second = orThrow(await others.post('and Cem', { thread: root }))
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ replies: 2, unread: 2, last: { text: 'and Cem' } }])
  orThrow(await others.edit(second, 'and Dua'))
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ last: { text: 'and Dua' } }])
  orThrow(await others.redact(second))
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ replies: 1, unread: 1, last: { text: 'I do' } }])
  orThrow(await others.redact(first))
  await pass(world)
  expect(threadsOf(alice)).toEqual([])
})

test('[VW6] a thread is read by looking at it, and unread again from where the person says', async () => {
  const { world, alice, root, others } = await setup()
  orThrow(await others.post('one', { thread: root }))
  world.clock.advance(1)
  const second = orThrow(await others.post('two', { thread: root }))
  await pass(world)
  const opened = openIn(alice)
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ unread: 2 }])
  opened.markThreadSeen(root)
  expect(threadsOf(alice)).toMatchObject([{ unread: 0 }])
  opened.markUnread(second)
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ unread: 1 }])
  await alice.engine().close()
  await alice.start()
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ unread: 1 }])
})

test('[VW7] a conversation that is closed is marked as unread, over a restart, until it is seen', async () => {
  const { world, alice } = await setup()
  const isUnread = (): boolean | undefined =>
    alice
      .engine()
      .directory.read()
      .workspaces[0]?.channels.find(({ id }) => id === general)?.unread
  expect(isUnread()).toBe(false)
  alice.engine().markUnread(general)
  await pass(world)
  expect(isUnread()).toBe(true)
  await alice.engine().close()
  await alice.start()
  await pass(world)
  expect(isUnread()).toBe(true)
  alice.engine().markSeen(general)
  await pass(world)
  expect(isUnread()).toBe(false)
})

test('[VW6] [CR87] a thread says what the counts of its conversation have as well, until that was seen', async () => {
  const { world, alice, root, others } = await setup()
  const mentions = [alice.user]
  orThrow(await others.post('Alice?', { thread: root, mentions }))
  orThrow(await others.post('anybody?', { thread: root, alsoInChannel: true }))
  await pass(world)
  const both = { unread: 2, mentions: 1, workspace }
  expect(threadsOf(alice)).toMatchObject([{ ...both, alsoCounted: { unread: 2, mentions: 1 } }])
  const opened = openIn(alice)
  await pass(world)
  opened.markSeen()
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ ...both, alsoCounted: { unread: 0, mentions: 0 } }])
  opened.close()
  // From the list of conversations all of it is read, its threads too.
  alice.engine().markSeen(general)
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ unread: 0, mentions: 0 }])
})

test('[VW6] a channel that is marked unread is so after a restart, with the place from where', async () => {
  const { world, alice, others } = await setup()
  const message = orThrow(await others.post('read me'))
  await pass(world)
  const opened = openIn(alice)
  await pass(world)
  opened.markSeen()
  await pass(world)
  const isUnread = (): unknown => alice.engine().directory.read().workspaces[0]?.channels[0]?.unread
  expect(isUnread()).toBe(false)
  expect(opened.view.read().readTo?.id).toBe(message)
  opened.markUnread(message)
  await pass(world)
  expect(isUnread()).toBe(true)
  await alice.engine().close()
  await alice.start()
  await pass(world)
  expect(isUnread()).toBe(true)
  const again = openIn(alice)
  await pass(world)
  const { readTo, messages } = again.view.read()
  const at = messages.find(({ id }) => id === message)?.at
  expect(readTo?.at).toEqual(at)
  expect(readTo?.id).not.toBe(message)
  again.markSeen()
  await pass(world)
  expect(isUnread()).toBe(false)
  // From the list of conversations, where it need not be open.
  again.markUnread(message)
  again.close()
  await pass(world)
  expect(isUnread()).toBe(true)
  alice.engine().markSeen(general)
  await pass(world)
  expect(isUnread()).toBe(false)
})

test('[VW6] what does not concern the person is not listed, nor what was there before their device was', async () => {
  const { world, alice, bob, others } = await setup()
  const own = orThrow(await others.post('among others'))
  orThrow(await others.post('to myself', { thread: own }))
  await pass(world)
  expect(threadsOf(alice)).toEqual([])
  // Nothing unread for a device that has just met the account.
  const fresh = world.device(3, 2)
  await fresh.start()
  await pass(world)
  openIn(fresh)
  await pass(world)
  expect(threadsOf(fresh)).toMatchObject([{ root: own, unread: 0 }])
  expect(threadsOf(bob)).toMatchObject([{ root: own, unread: 0 }])
})

test('[VW6] of a root of long ago nothing stays in the list that was edited or taken back, be the conversation open or closed', async () => {
  const { world, alice, others } = await setup()
  const root = orThrow(await others.post('secret'))
  await pass(world)
  const opened = openIn(alice)
  await pass(world)
  orThrow(await opened.post('I see', { thread: root }))
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ root, text: 'secret' }])
  fillLog(world.relay, general, 2_010)
  await pass(world)
  alice.kill()
  await alice.start()
  await pass(world)
  orThrow(await others.edit(root, 'another secret'))
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ text: 'another secret' }])
  const again = openIn(alice)
  await pass(world)
  expect(again.view.read().messages.some(({ id }) => id === root)).toBe(false)
  orThrow(await others.redact(root))
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ root, text: '', blank: 'deleted' }])
})
