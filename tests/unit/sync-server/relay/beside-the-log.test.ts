/** What is said beside the log and never stored: ephemeral frames and presence. */
import { describe, expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import type { PresenceChange } from '../../../../core/protocol/frame.ts'
import { maxEphemeralsPerSecond } from '../../../../core/protocol/limits.ts'
import { conversationId } from '../../../../core/protocol/ids.ts'
import { presenceTickMs } from '../../../../sync-server/relay/presence.ts'
import { pass, setupPeople } from '../../../support/room.ts'
import type { VirtualConnection } from '../../../support/virtual-relay.ts'

describe('an ephemeral frame', () => {
  test('[EP1] reaches the other sockets that may read the conversation, once, and nobody else', async () => {
    const { world, ada, phone, bob, eve, general } = await setupPeople()
    const adas = await world.open(ada)
    const others = [await world.open(phone), await world.open(bob)]
    const eves = await world.open(eve)
    adas.send({ kind: 'ephemeral', conversation: general, body: Uint8Array.of(1, 2) })
    await world.settle()
    for (const socket of others) {
      expect(socket.of('ephemeral')).toEqual([
        { kind: 'ephemeral', conversation: general, ...ada, body: Uint8Array.of(1, 2) },
      ])
    }
    expect([...adas.of('ephemeral'), ...eves.of('ephemeral')]).toEqual([])
    const again = await world.open(bob)
    expect(again.of('ephemeral')).toEqual([]) // never stored
  })

  test('[EP1] for a conversation that the sender cannot read goes nowhere', async () => {
    const { world, ada, bob, eve, general, elsewhere } = await setupPeople()
    const [adas, bobs, eves] = [await world.open(ada), await world.open(bob), await world.open(eve)]
    eves.send({ kind: 'ephemeral', conversation: general, body: Uint8Array.of(1) })
    adas.send({ kind: 'ephemeral', conversation: elsewhere, body: Uint8Array.of(1) })
    adas.send({ kind: 'ephemeral', conversation: conversationId('ee'.repeat(16)), body: Uint8Array.of(1) })
    await world.settle()
    for (const socket of [adas, bobs, eves]) expect(socket.of('ephemeral')).toEqual([])
  })

  test('[EP2] more than so many a second are dropped, and the next second is another', async () => {
    const { world, ada, bob, general } = await setupPeople()
    const [adas, bobs] = [await world.open(ada), await world.open(bob)]
    const flood = (): void => {
      for (let sent = 0; sent < 500; sent++) {
        adas.send({ kind: 'ephemeral', conversation: general, body: Uint8Array.of(1) })
      }
    }
    flood()
    await world.settle()
    expect(bobs.of('ephemeral').length).toBe(maxEphemeralsPerSecond)
    world.clock.advance(1_000)
    flood()
    await world.settle()
    expect(bobs.of('ephemeral').length).toBe(2 * maxEphemeralsPerSecond)
    expect(adas.state()).toBe('open')
  })
})

describe('presence', () => {
  const seenBy = (socket: VirtualConnection): ReadonlyArray<PresenceChange> =>
    socket.of('presence').flatMap(({ changes }) => changes)

  test('[PR1] of several devices busy wins over online, online over away, and invisible over all', async () => {
    const { world, ada, phone, bob } = await setupPeople()
    const bobs = await world.open(bob)
    const [laptop, mobile] = [await world.open(ada), await world.open(phone)]
    const say = async (socket: VirtualConnection, status: Parameters<typeof sayFrame>[0]): Promise<void> => {
      socket.send(sayFrame(status))
      await pass(world, presenceTickMs)
    }
    await pass(world, presenceTickMs)
    await say(mobile, 'away')
    await say(laptop, 'away')
    await say(mobile, 'busy')
    await say(mobile, 'online')
    await say(laptop, 'invisible')
    await say(mobile, 'busy')
    await say(laptop, 'online')
    const statuses = seenBy(bobs).map(({ user, status }) => [user === ada.user, status])
    expect(statuses).toEqual(
      ['online', 'away', 'busy', 'online', 'offline', 'busy'].map((status) => [true, status]),
    )
  })

  test('[PR2] the last socket that closes makes a person offline, with the time', async () => {
    const { world, ada, phone, bob } = await setupPeople()
    const bobs = await world.open(bob)
    const [laptop, mobile] = [await world.open(ada), await world.open(phone)]
    await pass(world, presenceTickMs)
    laptop.drop()
    await pass(world, presenceTickMs)
    expect(seenBy(bobs).length).toBe(1)
    mobile.drop()
    await world.settle()
    const left = world.clock.now()
    await pass(world, presenceTickMs)
    expect(seenBy(bobs).at(-1)).toEqual({ user: ada.user, status: 'offline', lastSeen: left })
  })

  test('[PR2] whoever is invisible is offline without a time, and leaves unseen', async () => {
    const { world, ada, bob } = await setupPeople()
    const bobs = await world.open(bob)
    const adas = await world.open(ada)
    await pass(world, presenceTickMs)
    adas.send(sayFrame('invisible'))
    await pass(world, presenceTickMs)
    adas.drop()
    await pass(world, presenceTickMs)
    expect(seenBy(bobs).map(({ status, lastSeen }) => [status, lastSeen])).toEqual([
      ['online', 0],
      ['offline', 0],
    ])
  })

  test('[PR3] a newcomer is told of all who are there; strangers hear nothing', async () => {
    const { world, ada, phone, bob, eve, workspace } = await setupPeople()
    const adas = await world.open(ada)
    const eves = await world.open(eve)
    adas.send(sayFrame('busy'))
    const bobs = await world.open(bob)
    expect(seenBy(bobs)).toEqual([{ user: ada.user, status: 'busy', lastSeen: 0 }])
    const again = await world.open(phone)
    expect(seenBy(again)).toMatchObject([{ user: bob.user }]) // not of oneself
    await pass(world, presenceTickMs)
    expect(seenBy(eves)).toEqual([])
    await world.store.directory.join(workspace, eve.user, 'member')
    await world.relay.directoryChanged(workspace, eve.user)
    await world.settle()
    expect(
      seenBy(eves)
        .map(({ user }) => user)
        .toSorted(),
    ).toEqual([ada.user, bob.user].toSorted())
    adas.news()
    await pass(world, presenceTickMs)
    expect(adas.news()).toMatchObject([{ kind: 'presence', changes: [{ user: eve.user, status: 'online' }] }])
  })

  test('[PR3] whoever only changes sockets was never away, and a thousand changes are one', async () => {
    const { world, ada, bob } = await setupPeople()
    const bobs = await world.open(bob)
    const adas = await world.open(ada)
    await pass(world, presenceTickMs)
    adas.drop()
    await world.settle()
    const again = await world.open(ada)
    for (let said = 0; said < 1_000; said++) again.send(sayFrame(said % 2 === 0 ? 'away' : 'busy'))
    await pass(world, presenceTickMs)
    expect(seenBy(bobs).map(({ status }) => status)).toEqual(['online', 'busy'])
  })

  test('[PR4] a status with an end ends by itself, however far off, and the next one replaces it', async () => {
    const { world, ada, bob } = await setupPeople()
    const bobs = await world.open(bob)
    const adas = await world.open(ada)
    const busyFor = (time: number) =>
      adas.send({ kind: 'presence', status: 'busy', until: millis(world.clock.now() + time) })
    busyFor(5_000)
    await pass(world, 4_999)
    expect(seenBy(bobs).at(-1)?.status).toBe('busy')
    await pass(world, 1 + presenceTickMs)
    expect(seenBy(bobs).at(-1)?.status).toBe('online')
    adas.send({ kind: 'presence', status: 'busy', until: millis(1) }) // over already
    await pass(world, presenceTickMs)
    busyFor(2_000)
    adas.send(sayFrame('away'))
    await pass(world, 3_000)
    expect(seenBy(bobs).map(({ status }) => status)).toEqual(['busy', 'online', 'away'])
    adas.send({ kind: 'presence', status: 'busy', until: millis(Number.MAX_SAFE_INTEGER) })
    await pass(world, presenceTickMs)
    expect(seenBy(bobs).at(-1)?.status).toBe('busy')
  })

  const sayFrame = (status: 'online' | 'away' | 'busy' | 'invisible') =>
    ({ kind: 'presence', status, until: millis(0) }) as const
})
