/** Logs that are begun in the middle: SE16. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { emptyHead } from '../../../core/protocol/log.ts'
import { beginAt } from '../../../core/sealed/epoch-rules.ts'
import { makeDevice } from '../../support/sealed-people.ts'
import { atClient, factsFor, take } from '../../support/sealed-judging.ts'
import { deviceOf } from '../../support/sealed-log-world.ts'
import {
  epochEntry,
  makeContent,
  makeEpoch,
  planOf,
  remakeEpoch,
  samePlan,
} from '../../support/sealed-entries.ts'
import { groupWorld } from '../../support/sealed-conversations.ts'

const refusal = (code: string, reason: string): object => ({ ok: false, failure: { code, reason } })

test('[SE16] a log can be begun at a later epoch, and held to the rules from there', () => {
  const { world, people } = groupWorld()
  const [anna, ben, cleo] = people
  orThrow(take(world, makeContent(world, deviceOf(ben))))
  const rest = { [anna.user]: 'admin', [ben.user]: 'member' } as const
  orThrow(take(world, makeContent(world, deviceOf(cleo))))
  orThrow(take(world, makeEpoch(world, deviceOf(anna), planOf(world, 'remove', rest)).bytes))
  const entry = epochEntry(world.taken.at(-1) ?? new Uint8Array())
  const facts = factsFor(world, entry, undefined)
  const place = { seq: world.log.seq, head: world.heads[world.log.seq - 1] ?? emptyHead }
  const begun = orThrow(beginAt(place, entry, facts))
  expect(begun).toMatchObject({
    seq: world.log.seq,
    head: world.log.head,
    epoch: world.log.epoch,
    whole: false,
  })
  expect(atClient(world, makeContent(world, deviceOf(ben), { counter: 0 }), begun)).toEqual(
    refusal('counter', 'counter'),
  )
  expect(atClient(world, makeContent(world, deviceOf(ben)), begun).ok).toBe(true)
  // Of Cleo, who comes back, the marks tell.
  const back = makeEpoch(
    world,
    deviceOf(anna),
    planOf(world, 'add', { ...rest, [cleo.user]: 'member' }),
  ).bytes
  const again = orThrow(atClient(world, back, begun))
  orThrow(take(world, back))
  expect(again).toMatchObject({ head: world.log.head, epoch: world.log.epoch })
  expect(atClient(world, makeContent(world, deviceOf(cleo)), again).ok).toBe(true)
  expect(atClient(world, makeContent(world, deviceOf(cleo), { counter: 0 }), again)).toEqual(
    refusal('counter', 'counter'),
  )
})

test('[SE16] a log is not begun at an epoch entry that does not hold by itself', () => {
  const { world, people } = groupWorld()
  const [anna, ben] = people
  orThrow(take(world, makeContent(world, deviceOf(anna))))
  const good = makeEpoch(world, deviceOf(anna), samePlan(world)).bytes
  const place = { seq: world.log.seq + 1, head: world.log.head }
  const begin = (bytes: Uint8Array, at = place): unknown => {
    const entry = epochEntry(bytes)
    return beginAt(at, entry, factsFor(world, entry, undefined))
  }
  const { marks, wraps } = epochEntry(good).body
  expect(begin(good)).toMatchObject({ ok: true })
  expect(begin(remakeEpoch(world, good, deviceOf(ben), {}))).toEqual(refusal('invalid', 'signature'))
  expect(
    begin(
      remakeEpoch(world, good, makeDevice(world.primitives), {}, { device: makeDevice(world.primitives).id }),
    ),
  ).toEqual(refusal('invalid', 'committer'))
  expect(begin(good, { ...place, seq: 2 })).toEqual(refusal('invalid', 'moved'))
  expect(begin(good, { ...place, head: emptyHead })).toEqual(refusal('invalid', 'seen'))
  expect(
    begin(
      remakeEpoch(world, good, deviceOf(anna), { marks: marks.map((mark) => ({ ...mark, counter: 9 })) }),
    ),
  ).toEqual(refusal('counter', 'counter'))
  expect(begin(remakeEpoch(world, good, deviceOf(anna), { wraps: wraps.slice(1) }))).toEqual(
    refusal('invalid', 'wraps'),
  )
  expect(begin(remakeEpoch(world, good, deviceOf(anna), { leaf: new Uint8Array() }))).toEqual(
    refusal('invalid', 'leaf'),
  )
})
