/** Who is there, said and read without a socket. */
import { expect, test } from 'vitest'
import type { UserId } from '../../../../core/protocol/ids.ts'
import { createAccess } from '../../../../sync-server/access/access.ts'
import { createPresences, type PresentPerson } from '../../../../sync-server/directory/presences.ts'
import { seenTickMs } from '../../../../sync-server/relay/last-seen.ts'
import { presenceTickMs } from '../../../../sync-server/relay/presence.ts'
import { pass, setupPeople } from '../../../support/room.ts'
import type { VirtualConnection } from '../../../support/virtual-relay.ts'

async function setup() {
  const people = await setupPeople()
  const { world, workspace } = people
  const { relay, clock, store } = world
  const presences = createPresences({ store: store.directory, access: createAccess(store), relay, clock })
  const listed = async (asker: UserId): Promise<ReadonlyArray<PresentPerson>> => {
    const found = await presences.inWorkspace(asker, workspace)
    return found.ok ? found.value : []
  }
  const one = async (user: UserId): Promise<PresentPerson | undefined> =>
    (await listed(people.bob.user)).find(({ id }) => id === user)
  return { ...people, presences, listed, one }
}

const told = (socket: VirtualConnection, user: UserId): ReadonlyArray<string> =>
  socket
    .of('presence')
    .flatMap(({ changes }) => changes)
    .filter((change) => change.user === user)
    .map(({ status }) => status)

test('[PR5] what is said over REST is told like a frame, and ends by itself', async () => {
  const { world, ada, bob, presences, one } = await setup()
  const bobs = await world.open(bob)
  const began = world.clock.now()
  await presences.say(ada.user, 'busy', 10)
  await pass(world, presenceTickMs)
  expect(told(bobs, ada.user)).toEqual(['busy'])
  expect(presences.own(ada.user)).toEqual({ status: 'busy' })
  bobs.drop()
  await world.settle()
  const again = await world.open(bob)
  expect(told(again, ada.user)).toEqual(['busy'])
  await pass(world, 10_000)
  await pass(world, presenceTickMs)
  expect(told(again, ada.user)).toEqual(['busy', 'offline'])
  expect(presences.own(ada.user)).toEqual({ status: 'offline' })
  expect(await one(ada.user)).toMatchObject({
    status: 'offline',
    lastSeen: began + 10_000,
  })
})

test('[PR5] it is as if each device had said it, and offline hides them', async () => {
  const { world, ada, bob, presences, one } = await setup()
  const bobs = await world.open(bob)
  await world.open(ada)
  await pass(world, presenceTickMs)
  await presences.say(ada.user, 'away', 10)
  await pass(world, presenceTickMs)
  expect(await one(ada.user)).toMatchObject({ status: 'away' })
  await presences.say(ada.user, 'offline', 10)
  await pass(world, presenceTickMs)
  expect(presences.own(ada.user)).toEqual({ status: 'invisible' })
  expect(await one(ada.user)).toMatchObject({ status: 'offline' })
  await pass(world, 10_000)
  await pass(world, presenceTickMs)
  expect(told(bobs, ada.user)).toEqual(['online', 'away', 'offline', 'online'])
})

test('[PR5] who is there is listed with names; addresses are for those who look after the workspace', async () => {
  const { world, ada, bob, eve, workspace, presences, listed } = await setup()
  for (const { user } of [ada, bob]) {
    await world.store.accounts.changeProfile(user, { email: `${user}@example.net` })
  }
  await presences.say(eve.user, 'online', 10)
  await presences.say(ada.user, 'online', 10)
  await world.store.directory.setRole(workspace, bob.user, 'member')
  const names = (people: ReadonlyArray<PresentPerson>) =>
    people.map(({ username, email }) => [username, email])
  expect(names(await presences.active(bob.user))).toEqual([['ada', undefined]])
  expect(names(await listed(bob.user))).toEqual([
    ['ada', undefined],
    ['bob', `${bob.user}@example.net`],
  ])
  await world.store.directory.setRole(workspace, bob.user, 'admin')
  expect(names(await presences.active(bob.user))).toEqual([['ada', `${ada.user}@example.net`]])
  await world.store.directory.setRole(workspace, bob.user, 'guest')
  expect(await presences.inWorkspace(bob.user, workspace)).toMatchObject({ failure: { kind: 'forbidden' } })
  expect(await presences.active(bob.user)).toEqual([])
  expect(await presences.inWorkspace(eve.user, workspace)).toMatchObject({ failure: { kind: 'not-found' } })
})

test('[PR5] who has left a workspace is not told of there any more', async () => {
  const { world, ada, bob, workspace, presences } = await setup()
  const adas = await world.open(ada)
  await presences.say(bob.user, 'online', 10)
  await pass(world, presenceTickMs)
  expect(await world.store.directory.leave(workspace, bob.user)).toMatchObject({ ok: true })
  await world.relay.directoryChanged(workspace, bob.user)
  await pass(world, 10_000)
  await pass(world, presenceTickMs)
  expect(told(adas, bob.user)).toEqual(['online'])
})

test('[PR6] when somebody was seen last is kept, and nothing shows of what they do while invisible', async () => {
  const { world, ada, bob, workspace, presences, one } = await setup()
  await world.open(bob)
  const seen = async (): Promise<number | undefined> => (await one(ada.user))?.lastSeen
  expect(await seen()).toBeUndefined()
  const adas = await world.open(ada)
  await pass(world, presenceTickMs)
  adas.drop()
  await world.settle()
  await pass(world, presenceTickMs)
  const went = world.clock.now() - presenceTickMs
  expect(await seen()).toBe(went)
  await pass(world, seenTickMs)
  await presences.say(ada.user, 'invisible', 10)
  await pass(world, 10_000)
  await pass(world, seenTickMs)
  expect(await seen()).toBe(went)
  await presences.say(ada.user, 'online', 10)
  await pass(world, presenceTickMs)
  await world.relay.drain()
  const kept = await world.store.directory.contacts(workspace)
  expect(kept.find(({ user }) => user === ada.user)?.gone).toBe(world.clock.now())
})
