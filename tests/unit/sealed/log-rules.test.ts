/** Attacks on the place of an entry, each by somebody who signs it rightly: SL20 to SL28. */
import { expect, test } from 'vitest'
import { concatBytes } from '../../../core/base/bytes.ts'
import { millis } from '../../../core/base/clock.ts'
import { orThrow } from '../../../core/base/defect.ts'
import { conversationId, epochId } from '../../../core/protocol/ids.ts'
import { entryIdOf } from '../../../core/protocol/entry.ts'
import { emptyHead, nextHead } from '../../../core/protocol/log.ts'
import { judgeSealed } from '../../../core/sealed/log-rules.ts'
import { contentHeaderBytes } from '../../../core/protocol/sealed-layout.ts'
import { epochEntries, epochLifeMs, seenWindow } from '../../../core/sealed/limits.ts'
import { neededHead } from '../../../core/sealed/place-rules.ts'
import { decodeSealedLog, encodeSealedLog } from '../../../core/sealed/sealed-log-codec.ts'
import { decodeSealed } from '../../../core/sealed/sealed-entry.ts'
import { rotationDue } from '../../../core/sealed/sealed-log.ts'
import { makeDevice, someday } from '../../support/sealed-people.ts'
import { atClient, atRelay, factsFor, force, take } from '../../support/sealed-judging.ts'
import { deviceOf, laterThan, personOf, relist } from '../../support/sealed-log-world.ts'
import { dmWorld, groupWorld } from '../../support/sealed-conversations.ts'
import { emptied, makeContent, makeEpoch, makeLeave, planOf, samePlan } from '../../support/sealed-entries.ts'

const refusal = (code: string, reason: string): object => ({ ok: false, failure: { code, reason } })

test('[SL20] what members write in turn counts, and the log’s state follows', () => {
  const { world, anna, ben } = dmWorld()
  const [hers, his] = [makeContent(world, deviceOf(anna)), makeContent(world, deviceOf(ben))]
  orThrow(take(world, hers))
  orThrow(take(world, his))
  orThrow(take(world, makeContent(world, deviceOf(anna))))

  expect(world.log.seq).toBe(4)
  expect(world.log.head).toEqual(
    world.taken.reduce(
      (head, bytes, index) => nextHead(head, index + 1, entryIdOf(bytes)),
      new Uint8Array(32),
    ),
  )
  expect(world.log.epoch).toMatchObject({ n: 0, entries: 3, left: [] })
  expect(world.log.chains.get(deviceOf(anna).id)).toMatchObject({ counter: 2, seenSeq: 3 })
  expect(world.log.chains.get(deviceOf(ben).id)).toMatchObject({
    counter: 0,
    entryId: entryIdOf(his),
    seenSeq: 1,
  })
})

test('[SL21] a device that has no key of the epoch writes nothing', () => {
  const { world, anna, ben } = dmWorld()
  const ghost = makeDevice(world.primitives)
  expect(atRelay(world, makeContent(world, ghost))).toEqual(refusal('not-linked', 'device'))
  // In the list, but not let into the epoch yet.
  relist(world, ben.user, [...ben.devices, ghost])
  expect(atClient(world, makeContent(world, ghost))).toEqual(refusal('not-linked', 'device'))
  expect(atClient(world, makeContent(world, deviceOf(anna))).ok).toBe(true)
})

test('[SL21] an entry of another conversation counts nowhere else', () => {
  const { world, anna } = dmWorld()
  const elsewhere = makeContent(world, deviceOf(anna), { conversation: conversationId('55'.repeat(16)) })
  expect(atRelay(world, elsewhere)).toEqual(refusal('malformed', 'conversation'))
})

test('[SL22] nothing is written into an old epoch, nor into one that is not there', () => {
  const { world, anna, ben } = dmWorld()
  const late = makeContent(world, deviceOf(ben))
  const first = world.log.epoch
  orThrow(take(world, makeEpoch(world, deviceOf(anna), samePlan(world)).bytes))
  expect(atRelay(world, late)).toEqual(refusal('stale-epoch', 'epoch'))
  expect(
    atClient(
      world,
      makeContent(world, deviceOf(ben), { epoch: 0, epochId: first?.id ?? epochId('00'.repeat(16)) }),
    ),
  ).toEqual(refusal('stale-epoch', 'epoch'))
  expect(atClient(world, makeContent(world, deviceOf(ben), { epoch: 2 }))).toEqual(
    refusal('stale-epoch', 'epoch'),
  )
  expect(atClient(world, makeContent(world, deviceOf(ben), { epochId: epochId('99'.repeat(16)) }))).toEqual(
    refusal('stale-epoch', 'epoch'),
  )
  expect(atClient(world, makeContent(world, deviceOf(ben))).ok).toBe(true)
})

test('[SL23] a device’s chain has no gap, no double, and names what was before', () => {
  const { world, anna } = dmWorld()
  const device = deviceOf(anna)
  const first = makeContent(world, device)
  orThrow(take(world, first))
  expect(atClient(world, first)).toEqual(refusal('counter', 'counter'))
  expect(atClient(world, makeContent(world, device, { counter: 1 }))).toEqual(refusal('counter', 'counter'))
  expect(atClient(world, makeContent(world, device, { counter: 3 }))).toEqual(refusal('counter', 'counter'))
  expect(atClient(world, makeContent(world, device, { prevOwn: new Uint8Array(32) }))).toEqual(
    refusal('counter', 'prev-own'),
  )
})

test('[SL23] the first of a chain has nothing before it', () => {
  const { world, ben } = dmWorld()
  const device = deviceOf(ben)
  expect(atClient(world, makeContent(world, device, { counter: 1 }))).toEqual(refusal('counter', 'counter'))
  expect(atClient(world, makeContent(world, device, { prevOwn: new Uint8Array(32).fill(1) }))).toEqual(
    refusal('counter', 'prev-own'),
  )
})

test('[SL24] whoever has seen another log than this writes nothing into it', () => {
  const { world, anna, ben } = dmWorld()
  orThrow(take(world, makeContent(world, deviceOf(anna))))
  const other = new Uint8Array(32).fill(9)
  for (const seenSeq of [0, 1, world.log.seq])
    expect(atClient(world, makeContent(world, deviceOf(ben), { seenSeq, seenHead: other }))).toEqual(
      refusal('invalid', 'seen'),
    )
  expect(atClient(world, makeContent(world, deviceOf(ben), { seenSeq: world.log.seq + 1 }))).toEqual(
    refusal('invalid', 'seen'),
  )
  const beyond = { seenSeq: world.log.seq + 1, seenHead: emptyHead }
  expect(atClient(world, makeContent(world, deviceOf(ben), beyond))).toEqual(refusal('invalid', 'seen'))
  for (const seenSeq of [0, 1, world.log.seq]) {
    const seenHead = world.heads[seenSeq] ?? other
    expect(atClient(world, makeContent(world, deviceOf(ben), { seenSeq, seenHead })).ok).toBe(true)
  }
})

test('[SL24] whoever cannot look up what was seen takes nobody’s word for it', () => {
  const { world, anna, ben } = dmWorld()
  orThrow(take(world, makeContent(world, deviceOf(anna))))
  const seen = { seenSeq: 1, seenHead: world.heads[1] ?? emptyHead }
  const entry = orThrow(decodeSealed(makeContent(world, deviceOf(ben), seen)))
  const facts = factsFor(world, entry, undefined)
  expect(judgeSealed(world.log, entry, facts).ok).toBe(true)
  expect(judgeSealed(world.log, entry, { ...facts, seenHead: undefined })).toEqual(refusal('invalid', 'seen'))
})

test('[SL24] which head has to be looked up is said beforehand', () => {
  const { world, anna } = dmWorld()
  orThrow(take(world, makeContent(world, deviceOf(anna))))
  const needed = (seenSeq: number): number | undefined =>
    neededHead(world.log, orThrow(decodeSealed(makeContent(world, deviceOf(anna), { seenSeq }))))
  expect([0, 1, 2, 3].map(needed)).toEqual([undefined, 1, undefined, undefined])
})

test('[SL33] whoever has read too little of the log reads on before they write', () => {
  const { world, anna, ben } = dmWorld()
  orThrow(take(world, makeContent(world, deviceOf(anna))))
  const seen = { seenSeq: 1, seenHead: world.heads[1] ?? emptyHead }
  const entry = orThrow(decodeSealed(makeContent(world, deviceOf(ben), seen)))
  const facts = factsFor(world, entry, undefined)
  const judgeAt = (seq: number) => judgeSealed({ ...world.log, seq }, entry, facts)
  expect(judgeAt(1 + seenWindow + 1)).toEqual(refusal('stale-epoch', 'seen-old'))
  expect(judgeAt(1 + seenWindow).ok).toBe(true)
})

test('[SL25] what a device has seen never falls back', () => {
  const { world, anna } = dmWorld()
  orThrow(take(world, makeContent(world, deviceOf(anna))))
  orThrow(take(world, makeContent(world, deviceOf(anna))))
  const back = { seenSeq: 1, seenHead: world.heads[1] ?? new Uint8Array(32) }
  expect(atClient(world, makeContent(world, deviceOf(anna), back))).toEqual(refusal('invalid', 'seen-falls'))
})

test('[SL26] nobody signs for another, and not a bit of a header can be changed', () => {
  const { world, anna, ben } = dmWorld()
  const forged = makeContent(world, { ...deviceOf(ben), id: deviceOf(anna).id })
  expect(atClient(world, forged)).toEqual(refusal('invalid', 'signature'))

  const good = makeContent(world, deviceOf(anna))
  const time = contentHeaderBytes - 32 - 24 - 1
  const changed = good.slice()
  changed[time] = (changed[time] ?? 0) ^ 1
  expect(atClient(world, changed)).toEqual(refusal('invalid', 'signature'))
})

test('[SL27] the relay takes no content entry without ciphertext; a reader takes one that was given up', () => {
  const { world, anna } = dmWorld()
  const erased = emptied(makeContent(world, deviceOf(anna)))
  expect(atRelay(world, erased)).toEqual(refusal('malformed', 'erased'))
  expect(atClient(world, erased).ok).toBe(true)
})

test('[SL28] what does not count keeps its place, and hinders nothing that comes after', () => {
  const { world, anna, ben } = dmWorld()
  const before = world.log
  const ghost = makeContent(world, makeDevice(world.primitives))
  expect(force(world, ghost).ok).toBe(false)
  expect(world.log).toEqual({
    ...before,
    seq: before.seq + 1,
    head: nextHead(before.head, before.seq + 1, entryIdOf(ghost)),
  })
  orThrow(take(world, makeContent(world, deviceOf(ben))))
  orThrow(take(world, makeContent(world, deviceOf(anna))))
})

test('[SL29] after a leave nothing of that person counts, and nothing is written before there are new keys', () => {
  const { world, people } = groupWorld()
  const [anna, ben, cleo] = people
  orThrow(take(world, makeLeave(world, deviceOf(cleo))))
  expect(world.log.epoch?.left).toEqual([cleo.user])
  expect(atClient(world, makeContent(world, deviceOf(cleo)))).toEqual(refusal('forbidden', 'left'))
  expect(atClient(world, makeLeave(world, deviceOf(cleo)))).toEqual(refusal('forbidden', 'left'))
  expect(atClient(world, makeContent(world, deviceOf(anna)))).toEqual(refusal('stale-epoch', 'rotation-due'))
  expect(atClient(world, makeLeave(world, deviceOf(ben))).ok).toBe(true)
  const rest = planOf(world, 'leave', { [anna.user]: 'admin', [ben.user]: 'member' })
  orThrow(take(world, makeEpoch(world, deviceOf(ben), rest).bytes))
  orThrow(take(world, makeContent(world, deviceOf(anna))))
})

test('[SL29] nobody leaves a dm', () => {
  const { world, ben } = dmWorld()
  expect(atRelay(world, makeLeave(world, deviceOf(ben)))).toEqual(refusal('forbidden', 'dm-leave'))
})

test('[SL30] nothing is appended to an epoch once a member’s list has moved on', () => {
  const { world, anna, ben } = dmWorld()
  relist(world, ben.user, [...ben.devices, makeDevice(world.primitives)])
  expect(atRelay(world, makeContent(world, deviceOf(anna)))).toEqual(refusal('stale-epoch', 'list-old'))
  orThrow(take(world, makeEpoch(world, deviceOf(anna), samePlan(world, 'device')).bytes))
  orThrow(take(world, makeContent(world, deviceOf(personOf(world, ben.user), 1))))
})

test('[SL31] when new keys are due', () => {
  const { world, people } = groupWorld()
  const newest = (): boolean => true
  const { epoch } = world.log
  if (epoch === undefined) throw new Error('an epoch')
  expect(rotationDue(epoch, laterThan(epochLifeMs - 1), newest)).toBeUndefined()
  expect(rotationDue(epoch, laterThan(epochLifeMs), newest)).toBe('time')
  expect(rotationDue(epoch, millis(someday - epochLifeMs), newest)).toBe('time')
  expect(rotationDue({ ...epoch, entries: epochEntries - 1 }, someday, newest)).toBeUndefined()
  expect(rotationDue({ ...epoch, entries: epochEntries }, someday, newest)).toBe('count')
  expect(rotationDue(epoch, someday, (user) => user !== people[1].user)).toBe('device')
  expect(rotationDue({ ...epoch, left: [people[1].user] }, someday, newest)).toBe('leave')
})

test('[SL32] the state of a log is read back as it was kept, and nothing else is', () => {
  const { world, people } = groupWorld()
  expect(decodeSealedLog(encodeSealedLog({ ...world.log, epoch: undefined }))).toEqual({
    ...world.log,
    epoch: undefined,
  })
  orThrow(take(world, makeContent(world, deviceOf(people[1]))))
  orThrow(take(world, makeLeave(world, deviceOf(people[2]))))
  const kept = encodeSealedLog(world.log)
  expect(decodeSealedLog(kept)).toEqual(world.log)
  expect(decodeSealedLog(concatBytes(kept, Uint8Array.of(0)))).toBeUndefined()
  expect(decodeSealedLog(kept.subarray(1))).toBeUndefined()
})
