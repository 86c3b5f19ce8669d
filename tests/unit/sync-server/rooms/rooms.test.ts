import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { documentId } from '../../../../core/protocol/ids.ts'
import { pingIntervalMs } from '../../../../core/protocol/limits.ts'
import { roomCloseCodes } from '../../../../core/protocol/rooms.ts'
import { maxUnreadBytes } from '../../../../sync-server/relay/reader-queue.ts'
import type { RoomTarget } from '../../../../sync-server/rooms/room-target.ts'
import { writeAwareness } from '../../../../sync-server/rooms/messages.ts'
import {
  about,
  settle,
  setupDocument,
  shows,
  state,
  updatesOf,
  writing,
} from '../../../support/rooms-world.ts'

const asks = (target: RoomTarget, token: string) => ({ target, token, from: '192.0.2.7' })

test('[YW11] a room is there while somebody is in it, and what was written stays', async () => {
  const { rooms, ada, bob, enter, store, document } = await setupDocument()
  const adas = await enter(ada)
  const bobs = await enter(bob)
  expect(rooms.count()).toBe(1)
  adas.events.received(writing('hello'))
  adas.events.closed()
  await settle()
  expect(rooms.count()).toBe(1)
  expect(updatesOf(bobs).length).toBe(1)
  bobs.events.closed()
  await settle()
  expect(rooms.count()).toBe(0)
  expect((await store.documents.updates(document)).length).toBe(1)
})

test('[YW4] who is no member any more is closed, and comes in no more', async () => {
  const { rooms, ada, bob, enter, workspace, expel } = await setupDocument()
  const [adas, bobs] = [await enter(ada), await enter(bob)]
  expel(bob.user)
  await rooms.directoryChanged(workspace)
  expect([adas.code, bobs.code]).toEqual([undefined, roomCloseCodes['not-a-member']])
  bobs.events.received(writing('too late'))
  await settle()
  expect(updatesOf(adas)).toEqual([])
  const again = await rooms.admit(
    asks({ kind: 'document', document: documentId('0'.repeat(32)) }, bob.device),
  )
  expect(again).toMatchObject({ failure: { kind: 'not-found' } })
})

test('[YW12] a socket that does not read is closed; the others get everything', async () => {
  const { ada, bob, enter } = await setupDocument()
  const [adas, bobs, slow] = [await enter(ada), await enter(bob), await enter(bob)]
  slow.buffered = maxUnreadBytes + 1
  adas.events.received(writing('one'))
  await settle()
  expect(slow.code).toBe(roomCloseCodes['too-slow'])
  adas.events.received(writing('two'))
  await settle()
  expect(updatesOf(bobs).length).toBe(2)
  expect(bobs.code).toBeUndefined()
})

test('[YW12] what comes in faster than it is worked off is not read for a while, and nothing is lost', async () => {
  const { ada, bob, enter } = await setupDocument()
  const [adas, bobs] = [await enter(ada), await enter(bob)]
  for (let each = 0; each < 100; each++) adas.events.received(writing(`${each}`))
  expect(adas.isReading).toBe(false)
  await settle()
  await settle()
  expect(adas.isReading).toBe(true)
  expect(updatesOf(bobs).length).toBe(100)
})

test('[YW16] who writes faster than people do is read more slowly, in all rooms together; others are not, and nothing is lost', async () => {
  const { clock, ada, bob, enter } = await setupDocument({ perMinute: 600, burst: 10 })
  const [adas, second, bobs] = [await enter(ada), await enter(ada), await enter(bob)]
  const seen = async (): Promise<number> => {
    await settle()
    return updatesOf(bobs).length
  }
  for (let each = 0; each < 50; each++) adas.events.received(writing(`${each}`))
  second.events.received(writing('on another device'))
  expect([await seen(), adas.isReading]).toEqual([10, false])
  clock.advance(1_000)
  expect(await seen()).toBe(20)
  const before = updatesOf(adas).length
  bobs.events.received(writing('by Bob'))
  await settle()
  expect(updatesOf(adas).length).toBe(before + 1)
  for (let round = 0; round < 4; round++) {
    clock.advance(1_000)
    await settle()
  }
  expect([await seen(), adas.isReading]).toEqual([51, true])
})

test('[YW16][YW8] what was sent too fast is written when its socket closes, or the relay stops', async () => {
  const { rooms, clock, ada, bob, enter } = await setupDocument({ perMinute: 60, burst: 1 })
  const [adas, bobs] = [await enter(ada), await enter(bob)]
  for (let each = 0; each < 5; each++) adas.events.received(writing(`${each}`))
  await settle()
  expect(updatesOf(bobs).length).toBe(1)
  adas.events.closed()
  clock.advance(1_000)
  await settle()
  expect(updatesOf(bobs).length).toBe(5)
  await rooms.drain()
})

test('[YW13] a socket hears of the relay every 20 s; one that is silent itself is cut', async () => {
  const { clock, ada, bob, enter } = await setupDocument()
  const [adas, bobs] = [await enter(ada), await enter(bob)]
  clock.advance(pingIntervalMs)
  expect([adas.pings, adas.messages.at(-1)]).toEqual([1, { kind: 'awareness', entries: [] }])
  adas.events.heard()
  clock.advance(pingIntervalMs)
  expect([adas.isCut, bobs.isCut]).toEqual([false, true])
})

test('[YW14] of many states the newest goes out, at most 20 times a second', async () => {
  const { clock, ada, bob, enter } = await setupDocument()
  const [adas, bobs] = [await enter(ada), await enter(bob)]
  for (let at = 1; at <= 100; at++) adas.events.received(state(7, at, { at }))
  expect(shows(bobs).map((each) => each.clock)).toEqual([1])
  clock.advance(50)
  expect(shows(bobs).map((each) => each.clock)).toEqual([1, 100])
  expect(shows(adas).map((each) => each.clock)).toEqual([1, 100]) // its own too: a stock client lives by it
})

test('[YW14] a socket speaks for itself alone', async () => {
  const { clock, ada, bob, enter } = await setupDocument()
  const [adas, bobs] = [await enter(ada), await enter(bob)]
  adas.events.received(state(7, 1, { name: 'Ada' }))
  bobs.events.received(state(7, 9, { name: 'Not Ada' }))
  clock.advance(50)
  bobs.events.received(state(8, 1, { name: 'Bob' }))
  bobs.events.received(
    writeAwareness([
      { client: 7, clock: 9, state: 'null' },
      { client: 8, clock: 2, state: '{"name":"Bob"}' },
    ]),
  )
  clock.advance(100)
  expect(shows(adas).map(({ client, clock: at }) => [client, at])).toEqual([
    [7, 1],
    [8, 1],
    [8, 2],
  ])
  bobs.events.received(writeAwareness([{ client: 8, clock: 3, state: '{' }]))
  expect(bobs.code).toBe(roomCloseCodes['protocol-error'])
})

test('[YW15] who goes takes along what was shown; a newer socket of the device does not lose it', async () => {
  const { clock, ada, bob, enter } = await setupDocument()
  const [first, bobs] = [await enter(ada), await enter(bob)]
  first.events.received(state(7, 1, {}))
  const second = await enter(ada)
  second.events.received(state(7, 2, {}))
  clock.advance(100)
  first.events.closed()
  await settle()
  clock.advance(100)
  expect(shows(bobs).map((each) => each.state)).toEqual(['{}', '{}'])
  second.events.closed()
  await settle()
  expect(shows(bobs).at(-1)).toEqual({ client: 7, clock: 2, state: 'null' })
})

test('[YW24] what cannot be stored is seen by nobody, and comes again', async () => {
  const { ada, bob, enter, setFull, rooms } = await setupDocument()
  const [adas, bobs] = [await enter(ada), await enter(bob)]
  setFull(true)
  const message = writing('precious')
  adas.events.received(message)
  await settle()
  expect(updatesOf(bobs)).toEqual([])
  expect([adas.code, bobs.code]).toEqual([roomCloseCodes.unavailable, roomCloseCodes.unavailable])
  setFull(false)
  const [again, reader] = [await enter(ada), await enter(bob)]
  expect(rooms.count()).toBe(1)
  again.events.received(message)
  await settle()
  expect(updatesOf(reader).length).toBe(1)
})

test('[YW1] rooms beyond what memory is for are refused, those in use stay open', async () => {
  const { rooms, ada, bob, enter, store, workspace } = await setupDocument()
  const adas = await enter(ada)
  adas.events.received(writing('x'.repeat(60_000)))
  await settle()
  const other = documentId('1'.repeat(32))
  orThrow(await store.documents.create({ id: other, workspace, createdBy: ada.user, ...about('8') }))
  expect(await rooms.admit(asks({ kind: 'document', document: other }, bob.device))).toMatchObject({
    failure: { kind: 'unavailable' },
  })
  expect((await enter(bob)).code).toBeUndefined()
})
