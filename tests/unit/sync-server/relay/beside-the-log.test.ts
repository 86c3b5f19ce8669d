/** What is said beside the log: ephemeral frames, presence, read marks. */
import { describe, expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import type { PresenceChange } from '../../../../core/protocol/frame.ts'
import { maxEphemeralsPerSecond, maxMarkReaders } from '../../../../core/protocol/limits.ts'
import { conversationId } from '../../../../core/protocol/ids.ts'
import { markTickMs } from '../../../../sync-server/relay/marks.ts'
import { presenceTickMs } from '../../../../sync-server/relay/presence.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import {
  setupVirtualRelay,
  type VirtualConnection,
  type VirtualRelay,
} from '../../../support/virtual-relay.ts'

async function setupPeople() {
  const world = setupVirtualRelay()
  const ada = await world.addDevice('ada')
  const phone = await world.addDevice('ada', ada.user)
  const bob = await world.addDevice('bob')
  const eve = await world.addDevice('eve')
  const { workspace, general } = await world.addWorkspace([ada, bob])
  const { general: elsewhere } = await world.addWorkspace([eve])
  return { world, ada, phone, bob, eve, workspace, general, elsewhere }
}

const pass = async (world: VirtualRelay, by: number): Promise<void> => {
  world.clock.advance(by)
  await world.settle()
}

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

describe('a read mark', () => {
  async function setupLog() {
    const people = await setupPeople()
    const { world, ada, phone, bob, general } = people
    const [adas, phones, bobs] = [await world.open(ada), await world.open(phone), await world.open(bob)]
    const writer = createEntryWriter(ada, general)
    for (let request = 0; request < 5; request++) {
      adas.send({ kind: 'append', request, entry: request === 0 ? writer.claim() : writer.post('x') })
    }
    await world.settle()
    const mark = async (socket: VirtualConnection, seq: number): Promise<void> => {
      socket.send({ kind: 'mark', conversation: general, seq })
      await world.settle()
      await pass(world, markTickMs)
    }
    const marksOf = (socket: VirtualConnection): ReadonlyArray<number> =>
      socket.of('marks').flatMap(({ marks }) => marks.map(({ seq }) => seq))
    return { ...people, adas, phones, bobs, writer, mark, marksOf }
  }

  test('[MK1] moves forward only, and is told to one’s other devices and the other readers', async () => {
    const { adas, phones, bobs, ada, general, mark, marksOf } = await setupLog()
    await mark(adas, 3)
    await mark(adas, 2)
    await mark(adas, 3)
    await mark(phones, 4)
    expect(marksOf(bobs)).toEqual([3, 4])
    expect(bobs.of('marks')[0]).toEqual({
      kind: 'marks',
      conversation: general,
      marks: [{ user: ada.user, seq: 3 }],
    })
    expect(marksOf(phones)).toEqual([3])
    expect(marksOf(adas)).toEqual([4])
  })

  test('[MK1][MK2] is there after the next hello, one’s own in logs, those of others behind', async () => {
    const { world, ada, bob, general, adas, bobs, mark } = await setupLog()
    await mark(adas, 3)
    await mark(bobs, 5)
    const again = await world.open(ada)
    expect(again.of('logs')[0]?.logs).toMatchObject([{ conversation: general, marked: 3, nextCounter: 5 }])
    expect(again.of('marks')).toEqual([
      { kind: 'marks', conversation: general, marks: [{ user: bob.user, seq: 5 }] },
    ])
    expect(again.frames.map(({ kind }) => kind).slice(0, 4)).toEqual([
      'welcome',
      'logs',
      'marks',
      'directory',
    ])
  })

  test('[MK1] of many that come at once the furthest counts, in one commit', async () => {
    const { world, general, adas, bobs, marksOf } = await setupLog()
    for (let flood = 0; flood < 1_000; flood++) {
      adas.send({ kind: 'mark', conversation: general, seq: flood % 5 })
    }
    await world.settle()
    await pass(world, markTickMs)
    expect(marksOf(bobs)).toEqual([4])
  })

  test('[MK2] of others is told where up to 64 may read, and only one’s own where more do', async () => {
    const { world, ada, bob, workspace, adas, phones, bobs, mark, marksOf } = await setupLog()
    for (let count = 2; count < maxMarkReaders; count++) {
      const { user } = await world.addDevice(`reader ${count}`)
      await world.store.directory.join(workspace, user, 'member')
    }
    await mark(adas, 2)
    expect(marksOf(bobs)).toEqual([2])
    await world.store.directory.join(workspace, (await world.addDevice('one more')).user, 'member')
    await mark(adas, 3)
    expect(marksOf(bobs)).toEqual([2])
    expect(marksOf(phones)).toEqual([2, 3])
    expect((await world.open(bob)).of('marks')).toEqual([])
    expect((await world.open(ada)).of('logs')[0]?.logs).toMatchObject([{ marked: 3 }])
  })

  test('[MK3] beyond the end counts as the end, and elsewhere it is ignored', async () => {
    const { world, eve, general, elsewhere, adas, bobs, mark, marksOf } = await setupLog()
    await mark(adas, Number.MAX_SAFE_INTEGER)
    expect(marksOf(bobs)).toEqual([5])
    const eves = await world.open(eve)
    await mark(eves, 2)
    adas.send({ kind: 'mark', conversation: elsewhere, seq: 1 })
    adas.send({ kind: 'mark', conversation: conversationId('ee'.repeat(16)), seq: 1 })
    await world.settle()
    await pass(world, markTickMs)
    expect(marksOf(bobs)).toEqual([5])
    expect(await world.store.marks.marksOf(general, 64)).toMatchObject([{ seq: 5 }])
    expect(await world.store.marks.marksOf(elsewhere, 64)).toEqual([])
  })

  test('[MK1] that finds a reader without credit comes when there is some', async () => {
    const { world, adas, bobs, mark, marksOf, writer } = await setupLog()
    bobs.setCredit(false)
    for (let request = 100; request < 200; request++) {
      adas.send({ kind: 'append', request, entry: writer.post('x'.repeat(16_000)) })
      if (request % 50 === 49) await world.settle()
    }
    await world.settle()
    await mark(adas, 3)
    expect(marksOf(bobs)).toEqual([])
    bobs.setCredit(true)
    await world.settle()
    expect(marksOf(bobs)).toEqual([3])
  })
})
