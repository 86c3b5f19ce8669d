import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { concatBytes } from '../../../core/base/bytes.ts'
import { Defect } from '../../../core/base/defect.ts'
import { fraction, type Random } from '../../../core/base/random.ts'
import { encodeOp } from '../../../core/conversation/op-codec.ts'
import { subLogName } from '../../../core/conversation/sub-log.ts'
import { checkUpdate } from '../../../core/conversation/validator.ts'
import { mallory, testRedact } from '../../support/conversations.ts'
import {
  attacker,
  attackerOps,
  beforeAttack,
  hostileUpdates,
  victim,
  victimOps,
} from '../../support/hostile-updates.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { contentStruct, erasedStruct, opsUpdate, rawUpdate } from '../../support/updates.ts'

const mutations = 20_000
const seed = Number(import.meta.env['FC_SEED'])

const redact = contentStruct(attacker, 1, encodeOp(testRedact({ by: mallory })))
const honest: ReadonlyArray<Uint8Array> = [
  opsUpdate(attacker, 1, attackerOps.slice(1, 2)),
  opsUpdate(attacker, 1, attackerOps),
  rawUpdate({ deletes: [{ client: attacker, ranges: [[0, 1]] }] }),
  rawUpdate({ sections: [{ client: attacker, clock: 1, structs: [erasedStruct(attacker, 1, 2)] }] }),
  rawUpdate({
    sections: [{ client: attacker, clock: 1, structs: [redact] }],
    deletes: [{ client: attacker, ranges: [[0, 1]] }],
  }),
]
const hostile = hostileUpdates.map(({ update }) => update).filter(({ length }) => length < 2_000)

test(`[VA13] of ${mutations} mutated updates each accepted one is harmless (seed ${seed})`, () => {
  const random = createSeededRandom(seed)
  let accepted = 0
  for (let round = 0; round < mutations; round++) {
    const update = mutate(pick(random, pick(random, [honest, hostile])), random)
    const checked = checkUpdate(update, { client: attacker, nextClock: 1, by: mallory })
    if (!checked.ok) continue
    accepted++
    expectHarmless(update, checked.value.nextClock)
  }
  expect(accepted).toBeGreaterThan(mutations / 100) // refusing everything would be harmless too
})

test('[VA13] the honest updates themselves are accepted and harmless', () => {
  for (const update of honest) {
    const checked = checkUpdate(update, { client: attacker, nextClock: 1, by: mallory })
    if (!checked.ok) throw new Defect(JSON.stringify(checked.failure))
    expectHarmless(update, checked.value.nextClock)
  }
})

function expectHarmless(update: Uint8Array, nextClock: number): void {
  const doc = new Y.Doc()
  doc.clientID = 1
  for (const each of beforeAttack) Y.applyUpdate(doc, each)
  Y.applyUpdate(doc, update)
  expect(doc.getArray(subLogName(victim)).toArray()).toEqual(victimOps.map(encodeOp))
  expect([...doc.share.keys()].toSorted()).toEqual([subLogName(victim), subLogName(attacker)].toSorted())
  expect(Y.getState(doc.store, victim)).toBe(victimOps.length)
  expect(Y.getState(doc.store, attacker)).toBe(nextClock)
  expect(doc.store.clients.size).toBe(2)
  expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
  doc.destroy()
}

const below = (random: Random, limit: number): number => Math.floor(fraction(random) * limit)

function pick<Item>(random: Random, items: ReadonlyArray<Item>): Item {
  const item = items[below(random, items.length)]
  if (item === undefined) throw new Defect('nothing to pick from')
  return item
}

/** One to three small changes: most of a hostile update must be right to get far. */
function mutate(update: Uint8Array, random: Random): Uint8Array {
  let mutated = update
  for (let changes = 1 + below(random, 3); changes > 0; changes--) mutated = change(mutated, random)
  return mutated
}

function change(bytes: Uint8Array, random: Random): Uint8Array {
  const at = below(random, bytes.length)
  const changed = bytes.slice()
  switch (below(random, 6)) {
    case 0:
      changed[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8))
      return changed
    case 1:
      changed[at] = below(random, 256)
      return changed
    case 2:
      changed[at] = pick(random, [0, 1, 2, 3, 10, 0x20, 0x40, 0x7f, 0x80, 0x81, 0x83, 0xc3, 0xff])
      return changed
    case 3:
      return concatBytes(bytes.subarray(0, at), bytes.subarray(at + 1 + below(random, 8)))
    case 4:
      return concatBytes(bytes.subarray(0, at), random.bytes(1 + below(random, 8)), bytes.subarray(at))
    default: {
      const other = pick(random, pick(random, [honest, hostile]))
      return concatBytes(bytes.subarray(0, at), other.subarray(below(random, other.length)))
    }
  }
}
