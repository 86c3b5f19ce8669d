/** Threads that a person follows or has left by their own word: their list, counts and what their devices say. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { chosenIn, choose } from '../../../../core/engine/personal/thread-choices.ts'
import type { ListedThread } from '../../../../core/engine/threads-contract.ts'
import { everyone, type OpId, opId } from '../../../../core/protocol/ids.ts'
import { type Device, general, openIn, workspace } from '../../../support/devices.ts'
import { pass, setup } from './reading-kit.ts'

const threadsOf = (device: Device): ReadonlyArray<ListedThread> => device.engine().threads.read()
const channelOf = (device: Device) => {
  const [channel] = device.engine().directory.read().workspaces[0]?.channels ?? []
  if (channel === undefined) throw new Error('no channel')
  return channel
}

async function say(device: Device, root: OpId, follows: boolean, at = 1): Promise<void> {
  const { all, set } = device.engine().personal(workspace)
  for (const [key, value] of choose(all.read(), { conversation: general, root, follows, at }))
    orThrow(await set(key, value))
}

test('[VW9] a thread that was left without a network counts no more and leaves no dot, over a restart, until it is followed again', async () => {
  const { world, alice, root, others } = await setup()
  orThrow(await others.post('I do', { thread: root }))
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ unread: 1 }])
  expect(channelOf(alice)).toMatchObject({ unread: true, unreadCount: { replies: 1 } })
  alice.wire()?.cut()
  await say(alice, root, false)
  await pass(world)
  const isLeft = (): void => {
    expect(threadsOf(alice)).toMatchObject([{ left: true, unread: 0, alsoCounted: { unread: 0 } }])
    expect(channelOf(alice).unread).toBe(false)
    expect(channelOf(alice).unreadCount).toBeUndefined()
  }
  isLeft()
  orThrow(await others.post('and Cem', { thread: root }))
  await pass(world)
  isLeft()
  alice.kill()
  await alice.start()
  await pass(world)
  isLeft()
  await say(alice, root, true)
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ unread: 2, replies: 2 }])
  expect(threadsOf(alice)[0]).not.toHaveProperty('left')
  expect(channelOf(alice)).toMatchObject({ unread: true, unreadCount: { replies: 2 } })
})

test('[VW9] [VW4] who is named in a thread that they left is told of that alone, and not of what mentions all', async () => {
  const { world, alice, root, others } = await setup()
  await say(alice, root, false)
  orThrow(await others.post('everybody?', { thread: root, mentions: [everyone] }))
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ left: true, unread: 0, mentions: 0 }])
  orThrow(await others.post('Alice?', { thread: root, mentions: [alice.user] }))
  await pass(world)
  const named = { left: true, unread: 1, mentions: 1, alsoCounted: { unread: 1, mentions: 1 } }
  expect(threadsOf(alice)).toMatchObject([named])
  expect(channelOf(alice)).toMatchObject({ unread: true, unreadCount: { replies: 1, mentions: 1 } })
  // What stands in the channel is no matter of the thread.
  orThrow(await others.post('also for the channel', { thread: root, alsoInChannel: true }))
  await pass(world)
  expect(channelOf(alice)).toMatchObject({ unreadCount: { messages: 1, replies: 1, mentions: 1 } })
  alice.engine().markRead(general)
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ left: true, unread: 0 }])
  expect(channelOf(alice).unread).toBe(false)
})

test('[VW9] a thread of others is followed by a word, listed and counted, and left by another', async () => {
  const { world, alice, bob } = await setup()
  const his = openIn(bob)
  const root = orThrow(await his.post('Whose oars are these?'))
  await pass(world)
  await say(alice, root, true)
  await pass(world)
  expect(threadsOf(alice)).toEqual([]) // nobody has replied
  orThrow(await his.post('Found them', { thread: root }))
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ root, text: 'Whose oars are these?', replies: 1, unread: 1 }])
  await say(alice, root, false)
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ left: true, unread: 0 }])
})

test('[VW9] who writes in a thread that they left follows it again', async () => {
  const { world, alice, root, others } = await setup()
  await say(alice, root, false)
  orThrow(await others.post('I do', { thread: root }))
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ left: true }])
  orThrow(await openIn(alice).post('So do I', { thread: root }))
  await pass(world)
  expect(threadsOf(alice)).toMatchObject([{ replies: 2 }])
  expect(threadsOf(alice)[0]).not.toHaveProperty('left')
})

test('[VW9] of more choices than are kept the one made longest ago goes; what cannot be read is none', () => {
  const rootOf = (place: number): OpId => opId(place.toString(16).padStart(32, '0'))
  const all = new Map<string, string>([
    ['thread/x', 'who knows'],
    [`thread/${rootOf(999)}`, 'mute 3'],
  ])
  const set = (root: OpId, at: number): void => {
    for (const [key, value] of choose(all, { conversation: general, root, follows: false, at }))
      if (value === undefined) all.delete(key)
      else all.set(key, value)
  }
  for (let place = 1; place <= 500; place++) set(rootOf(place), place + 10)
  const said = (root: OpId) => chosenIn(all, { conversation: general, root })
  expect([said(rootOf(1)), said(rootOf(500)), said(rootOf(999))]).toEqual([false, false, undefined])
  set(rootOf(1), 1_000) // said anew, it is the newest
  set(rootOf(501), 1_001)
  expect([rootOf(1), rootOf(2), rootOf(3), rootOf(501)].map(said)).toEqual([false, undefined, false, false])
  expect(all.get('thread/x')).toBe('who knows')
})
