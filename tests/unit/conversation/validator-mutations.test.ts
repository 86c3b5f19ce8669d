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
  newcomer,
  victim,
  victimOps,
  type HostileUpdate,
} from '../../support/hostile-updates.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { contentStruct, erasedStruct, opsUpdate, rawUpdate } from '../../support/updates.ts'

const mutations = 20_000
const seed = Number(import.meta.env['FC_SEED'])

/** An update to mutate, who signs it, and the clock expected then. */
type Attempt = Pick<HostileUpdate, 'update' | 'client' | 'nextClock'>

const redact = contentStruct(attacker, 1, encodeOp(testRedact({ by: mallory })))
const honest: ReadonlyArray<Attempt> = [
  ...[
    opsUpdate(attacker, 1, attackerOps.slice(1, 2)),
    opsUpdate(attacker, 1, attackerOps),
    rawUpdate({ deletes: [{ client: attacker, ranges: [[0, 1]] }] }),
    rawUpdate({ sections: [{ client: attacker, clock: 1, structs: [erasedStruct(attacker, 1, 2)] }] }),
    rawUpdate({
      sections: [{ client: attacker, clock: 1, structs: [redact] }],
      deletes: [{ client: attacker, ranges: [[0, 1]] }],
    }),
  ].map((update) => ({ update, client: attacker, nextClock: 1 })),
  { update: opsUpdate(newcomer, 0, attackerOps.slice(1, 2)), client: newcomer, nextClock: 0 },
  { update: opsUpdate(newcomer, 0, attackerOps), client: newcomer, nextClock: 0 },
]
const hostile: ReadonlyArray<Attempt> = hostileUpdates.filter(({ update }) => update.length < 2_000)

test(`[VA13] of ${mutations} mutated updates each accepted one is harmless (seed ${seed})`, () => {
  const random = createSeededRandom(seed)
  let accepted = 0
  for (let round = 0; round < mutations; round++) {
    const attempt = pick(random, pick(random, [honest, hostile]))
    accepted += expectHarmless({ ...attempt, update: mutate(attempt.update, random) })
  }
  expect(accepted).toBeGreaterThan(mutations / 100) // refusing everything would be harmless too
})

test('[VA13] the honest updates themselves are accepted and harmless', () => {
  for (const attempt of honest) expect(expectHarmless(attempt)).toBe(1)
})

/** Merges `update` if it is accepted, and looks at what it did. The number of updates accepted: 1 or 0. */
function expectHarmless({ update, client, nextClock }: Attempt): number {
  const checked = checkUpdate(update, { client, nextClock, by: mallory })
  if (!checked.ok) return 0
  const doc = new Y.Doc()
  doc.clientID = 1
  for (const each of beforeAttack) Y.applyUpdate(doc, each)
  Y.applyUpdate(doc, update)
  expect(doc.getArray(subLogName(victim)).toArray()).toEqual(victimOps.map(encodeOp))
  const clocks = new Map([
    [victim, 3],
    [attacker, 1],
  ]).set(client, checked.value.nextClock)
  for (const [each, clock] of clocks) expect(Y.getState(doc.store, each)).toBe(clock)
  const writers = [...clocks.keys()].filter((each) => clocks.get(each) !== 0)
  expect(new Set(doc.store.clients.keys())).toEqual(new Set(writers))
  expect(new Set(doc.share.keys())).toEqual(new Set(writers.map(subLogName)))
  expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
  doc.destroy()
  return 1
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
      const { update: other } = pick(random, pick(random, [honest, hostile]))
      return concatBytes(bytes.subarray(0, at), other.subarray(below(random, other.length)))
    }
  }
}
