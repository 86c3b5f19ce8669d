import { describe, expect, test } from 'vitest'
import { maxMarkReaders } from '../../../../core/protocol/limits.ts'
import { conversationId } from '../../../../core/protocol/ids.ts'
import { markTickMs } from '../../../../sync-server/relay/marks.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { pass, setupPeople } from '../../../support/room.ts'
import type { VirtualConnection } from '../../../support/virtual-relay.ts'

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
