/** Sealed conversations on a real relay, with the entries that the app makes: create, write, rotate, add, remove, leave, revoke. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesEqual } from '../../../core/base/bytes.ts'
import { entryIdOf } from '../../../core/protocol/entry.ts'
import { emptyHead, nextHead } from '../../../core/protocol/log.ts'
import { deviceIdOf } from '../../../core/sealed/device-list.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import {
  addSealedDevice,
  makeNextList,
  putLeaf,
  putList,
  type SealedDevice,
  succeed,
  withDevice,
} from '../../support/sealed-accounts.ts'
import { seededPrimitives } from '../../support/sealed-people.ts'
import { as, startTalk } from '../../support/sealed-talk.ts'
import {
  askFor,
  fetchAll,
  heardOf,
  mentions,
  type SealedWorld,
  settled,
  setupSealedWorld,
  startGroup,
  submit,
  toldOf,
  write,
} from '../../support/sealed-world.ts'
import { openSession } from '../../support/socket-client.ts'

const primitives = seededPrimitives(43)
let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

const setupWorld = (): Promise<SealedWorld> => setupSealedWorld(relay, primitives)

describe('a conversation of two', () => {
  test('[AD1][AD3] is made by its first entry: both are told, and each reads what the other writes', async () => {
    const { ada, bob, eve, workspace, close } = await setupWorld()
    const talk = startTalk(primitives, { kind: 'dm', workspace, people: [ada.of, bob.of] })
    const create = talk.epoch(ada.of, 'create', as('admin', ada.of, bob.of))
    await write(talk, ada.socket, create)
    const told = await toldOf(bob, talk.id, 2)
    expect(told).toMatchObject({ workspace, type: 'dm' })
    expect(new Set(told.members.map(({ user }) => user))).toEqual(
      new Set([ada.of.account.user, bob.of.account.user]),
    )
    const logs = bob.socket.frames.findLast((frame) => frame.kind === 'logs')
    expect(logs).toMatchObject({ logs: [{ conversation: talk.id, seq: 1, resumed: false, nextCounter: 0 }] })
    const hello = talk.content(ada.of, 'hello')
    await write(talk, ada.socket, hello)
    const [read] = await bob.socket.waitForSeq(talk.id, 2)
    expect(read?.bytes).toEqual(hello)
    await write(talk, bob.socket, talk.content(bob.of, 'hello yourself'))
    await ada.socket.waitForSeq(talk.id, 3)
    await settled(eve)
    expect(heardOf(eve, talk.id)).toEqual([])
    close()
  })

  test('[AD3][AD7] the first message may be on its way behind the entry that makes its place', async () => {
    const { ada, bob, workspace, close } = await setupWorld()
    const talk = startTalk(primitives, { kind: 'dm', workspace, people: [ada.of, bob.of] })
    const create = talk.epoch(ada.of, 'create', as('admin', ada.of, bob.of))
    talk.take(create)
    const place = { seenSeq: 0, seenHead: emptyHead } // what is on its way was not seen in the log
    const first = talk.content(ada.of, 'hello', { place })
    talk.take(first)
    const second = talk.content(ada.of, 'are you there?', { place })
    const answers = await Promise.all([create, first, second].map((bytes) => submit(ada.socket, bytes)))
    expect(answers.map((answer) => (answer.kind === 'ack' ? answer.seq : answer.code))).toEqual([1, 2, 3])
    await toldOf(bob, talk.id, 2)
    await toldOf(ada, talk.id, 2)
    const entries = await fetchAll(bob, talk.id)
    expect(entries.map(({ bytes }) => bytes)).toEqual([create, first, second])
    close()
  })

  test('[AD4] a repeat is acked with the seq it has, whatever epoch it is now', async () => {
    const { ada, bob, workspace, close } = await setupWorld()
    const talk = startTalk(primitives, { kind: 'dm', workspace, people: [ada.of, bob.of] })
    await write(talk, ada.socket, talk.epoch(ada.of, 'create', as('admin', ada.of, bob.of)))
    const hello = talk.content(ada.of, 'hello')
    await write(talk, ada.socket, hello)
    await write(talk, bob.socket, talk.epoch(bob.of, 'leaf', as('admin', ada.of, bob.of)))
    expect(await submit(ada.socket, hello)).toMatchObject({ kind: 'ack', seq: 2 })
    close()
  })
})

describe('a group', () => {
  const setupGroup = async () => {
    const world = await setupWorld()
    return { ...world, ...(await startGroup(primitives, world)) }
  }

  test('[AD5][DI5] who is added is told at once, with how far the log reaches', async () => {
    const { ada, bob, cyd, eve, talk, members, close } = await setupGroup()
    await write(talk, bob.socket, talk.content(bob.of, 'before cyd'))
    await write(talk, ada.socket, talk.epoch(ada.of, 'add', [...members, ...as('member', cyd.of)]))
    await toldOf(cyd, talk.id, 3)
    await toldOf(bob, talk.id, 3)
    const frames = heardOf(cyd, talk.id)
    expect(frames[0]).toMatchObject({ kind: 'logs', logs: [{ conversation: talk.id, seq: 3 }] })
    expect(frames[1]).toMatchObject({ kind: 'directory' }) // DI3: the log before what is said of it
    await write(talk, cyd.socket, talk.content(cyd.of, 'hi'))
    await bob.socket.waitForSeq(talk.id, 4)
    await settled(eve)
    expect(heardOf(eve, talk.id)).toEqual([])
    close()
  })

  test('[AD5][DI6] who is taken out gets nothing more, live, by fetch or by hello', async () => {
    const { ada, bob, cyd, talk, members, close } = await setupGroup()
    await write(talk, ada.socket, talk.epoch(ada.of, 'add', [...members, ...as('member', cyd.of)]))
    await toldOf(bob, talk.id, 3)
    await write(talk, cyd.socket, talk.content(cyd.of, 'bob reads this'))
    await bob.socket.waitForSeq(talk.id, 3)
    const without = [...as('admin', ada.of), ...as('member', cyd.of)]
    await write(talk, ada.socket, talk.epoch(ada.of, 'remove', without))
    await write(talk, cyd.socket, talk.content(cyd.of, 'bob does not read this'))
    await toldOf(bob, talk.id, 0)
    await toldOf(cyd, talk.id, 2)
    ada.socket.send({ kind: 'ephemeral', conversation: talk.id, body: Uint8Array.of(1) })
    await cyd.socket.waitFor('ephemeral')
    await settled(bob)
    const seqs = bob.socket.frames.flatMap((frame) =>
      frame.kind === 'entries' && frame.conversation === talk.id ? frame.entries.map(({ seq }) => seq) : [],
    )
    expect(Math.max(...seqs)).toBe(3)
    expect(heardOf(bob, talk.id).some(({ kind }) => kind === 'ephemeral')).toBe(false)
    expect(await bob.socket.answerTo(askFor(bob, talk.id))).toMatchObject({ code: 'unknown-conversation' })
    expect(await submit(bob.socket, talk.content(bob.of, 'let me in'))).toMatchObject({
      code: 'unknown-conversation',
    })
    const again = await openSession(relay, bob.of.account)
    expect(again.frames.some((frame) => mentions(frame, talk.id))).toBe(true) // that he is out, and no more
    expect(
      again.frames.filter((frame) => frame.kind !== 'directory').some((frame) => mentions(frame, talk.id)),
    ).toBe(false)
    again.close()
    close()
  })

  test('[AD6] who leaves is out at once; nothing but a new epoch follows', async () => {
    const { ada, bob, talk, members, close } = await setupGroup()
    await write(talk, bob.socket, talk.leave(bob.of))
    await toldOf(bob, talk.id, 0)
    await toldOf(ada, talk.id, 1)
    const early = talk.content(ada.of, 'is he gone?')
    expect(await submit(ada.socket, early)).toMatchObject({ kind: 'refuse', code: 'stale-epoch' })
    expect(await submit(ada.socket, talk.epoch(ada.of, 'leaf', members))).toMatchObject({ kind: 'refuse' })
    await write(talk, ada.socket, talk.epoch(ada.of, 'leave', as('admin', ada.of)))
    await write(talk, ada.socket, talk.content(ada.of, 'he is'))
    await settled(bob)
    expect(heardOf(bob, talk.id).filter(({ kind }) => kind === 'entries')).toEqual([])
    close()
  })

  test('[AD8] a fetch of a segment brings all epochs and claims with it, either way', async () => {
    const { ada, bob, talk, members, close } = await setupGroup()
    await write(talk, ada.socket, talk.content(ada.of, 'one'))
    await write(talk, bob.socket, talk.epoch(bob.of, 'time', members))
    await write(talk, ada.socket, talk.content(ada.of, 'two', { segment: 1 }))
    await write(talk, bob.socket, talk.content(bob.of, 'three', { segment: 1 }))
    const seqs = (entries: ReadonlyArray<{ readonly seq: number }>): ReadonlyArray<number> =>
      entries.map(({ seq }) => seq)
    expect(seqs(await fetchAll(bob, talk.id, { segment: 1 }))).toEqual([1, 3, 4, 5])
    const newest = await fetchAll(bob, talk.id, { segment: 1, backwards: true, limit: 1 })
    expect(seqs(newest)).toEqual([1, 3, 5])
    const all = await fetchAll(bob, talk.id)
    let head = emptyHead
    for (const { seq, bytes, head: told } of all) {
      head = nextHead(head, seq, entryIdOf(bytes))
      expect(bytesEqual(head, told)).toBe(true)
    }
    expect(await submit(ada.socket, talk.content(ada.of, 'four', { segment: 3 }))).toMatchObject({
      code: 'invalid',
    })
    close()
  })

  test('[AD9] after a restart the relay knows the epoch, the members and every chain', async () => {
    const { ada, bob, eve, talk, members, close } = await setupGroup()
    for (let each = 0; each < 5; each++) await write(talk, ada.socket, talk.content(ada.of, `${each}`))
    await write(talk, bob.socket, talk.content(bob.of, 'mine'))
    close()
    await relay.restart()
    const adas = await openSession(relay, ada.of.account)
    const bobs = await openSession(relay, bob.of.account)
    expect(await submit(adas, talk.content(ada.of, 'again', { place: { counter: 3 } }))).toMatchObject({
      code: 'counter',
    })
    await write(talk, adas, talk.content(ada.of, 'six'))
    await bobs.waitForSeq(talk.id, talk.log().seq)
    await write(talk, adas, talk.epoch(ada.of, 'add', [...members, ...as('member', eve.of)]))
    for (const socket of [adas, bobs]) socket.close()
  })
})

describe('devices', () => {
  test('[AD2] nothing is taken under an epoch whose lists have moved on, until there is a new one', async () => {
    const { ada, bob, workspace, close } = await setupWorld()
    const talk = startTalk(primitives, { kind: 'dm', workspace, people: [ada.of, bob.of] })
    await write(talk, ada.socket, talk.epoch(ada.of, 'create', as('admin', ada.of, bob.of)))
    const phone = await addSealedDevice(relay, primitives, bob.of)
    makeNextList(primitives, bob.of, withDevice(primitives, bob.of, phone))
    await succeed(putList(relay, bob.of))
    await succeed(putLeaf(relay, phone))
    expect(await submit(ada.socket, talk.content(ada.of, 'hello'))).toMatchObject({ code: 'stale-epoch' })
    const devices: ReadonlyArray<SealedDevice> = [bob.of, phone]
    const members = [...as('admin', ada.of), { of: bob.of, role: 'admin' as const, devices }]
    await write(talk, ada.socket, talk.epoch(ada.of, 'device', members))
    await write(talk, ada.socket, talk.content(ada.of, 'hello, both of you'))
    const second = await openSession(relay, phone.account)
    await write(talk, second, talk.content(phone, 'from the phone'))

    const kept = bob.of.list.devices.filter(({ sign }) => deviceIdOf(sign) !== phone.device.id)
    makeNextList(primitives, bob.of, { devices: kept, revoked: [phone.device.id] })
    await succeed(putList(relay, bob.of))
    expect(await second.waitFor('goodbye')).toMatchObject({ code: 'device-revoked' })
    expect(await submit(bob.socket, talk.content(bob.of, 'it was stolen'))).toMatchObject({
      code: 'stale-epoch',
    })
    expect(await submit(bob.socket, talk.epoch(bob.of, 'device', members))).toMatchObject({
      code: 'invalid', // a device that is in the list no more
    })
    await write(talk, bob.socket, talk.epoch(bob.of, 'device', as('admin', ada.of, bob.of)))
    await write(talk, bob.socket, talk.content(bob.of, 'it was stolen'))
    close()
  })
})
