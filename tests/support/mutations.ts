/** Mutated updates: what the validator makes of them, and what Yjs makes of those that it accepts. */
import * as Y from 'yjs'
import { bytesEqual, bytesToHex, concatBytes } from '../../core/base/bytes.ts'
import { Defect } from '../../core/base/defect.ts'
import { fraction, type Random } from '../../core/base/random.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { subLogName } from '../../core/conversation/sub-log.ts'
import { checkUpdate, type UpdateFailure } from '../../core/conversation/validator.ts'
import {
  mallory,
  testAttachment,
  testEdit,
  testMask,
  testMeta,
  testSetting,
  testPin,
  testPost,
  testRead,
  testRedact,
  testSystem,
} from './conversations.ts'
import {
  attacker,
  attackerOps,
  beforeAttack,
  hostileUpdates,
  newcomer,
  victim,
  victimOps,
  type HostileUpdate,
} from './hostile-updates.ts'
import { createSeededRandom } from './seeded-random.ts'
import { contentStruct, erasedStruct, opsUpdate, rawUpdate } from './updates.ts'

/** An update to mutate, who signs it, and the clock expected then. */
type Attempt = Pick<HostileUpdate, 'update' | 'client' | 'nextClock'>

const redact = contentStruct(attacker, 1, encodeOp(testRedact({ by: mallory })))
const everyKind = [
  testPost({ by: mallory, text: '', attachments: [testAttachment()], expiresAfter: 60 }),
  testEdit({ by: mallory, mentions: [mallory] }),
  testPin({ by: mallory }),
  testMask({ by: mallory }),
  testRead({ by: mallory }),
  testMeta({ by: mallory, topic: '', icon: '🚀' }),
  testSetting({ by: mallory }),
  testSystem({ by: mallory }),
]
/** Accepted as they are. */
export const honestUpdates: ReadonlyArray<Attempt> = [
  ...[
    opsUpdate(attacker, 1, attackerOps.slice(1, 2)),
    opsUpdate(attacker, 1, attackerOps),
    opsUpdate(attacker, 1, everyKind),
    ...everyKind.map((op) => opsUpdate(attacker, 1, [op])),
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

export interface Outcome {
  readonly accepted: number
  readonly refused: ReadonlyMap<UpdateFailure['kind'], number>
  /** In hex: accepted, and yet they broke what VA13 promises. */
  readonly harmful: ReadonlyArray<string>
}

/** Checks `count` mutations of honest and of hostile updates, the same for the same seed. */
export function tryMutations(count: number, seed: number): Outcome {
  const random = createSeededRandom(seed)
  const refused = new Map<UpdateFailure['kind'], number>()
  const harmful: Array<string> = []
  let accepted = 0
  for (let round = 0; round < count; round++) {
    const attempt = pick(random, pick(random, [honestUpdates, hostile]))
    const mutated = { ...attempt, update: mutate(attempt.update, random) }
    const fate = tryUpdate(mutated)
    if (fate === 'harmless' || fate === 'harmful') accepted += 1
    else refused.set(fate, (refused.get(fate) ?? 0) + 1)
    if (fate === 'harmful') harmful.push(bytesToHex(mutated.update))
  }
  return { accepted, refused, harmful }
}

/** Merges `update` if it is accepted, and looks at what it did. */
export function tryUpdate({
  update,
  client,
  nextClock,
}: Attempt): UpdateFailure['kind'] | 'harmless' | 'harmful' {
  const checked = checkUpdate(update, { client, nextClock, by: mallory })
  if (!checked.ok) return checked.failure.kind
  const doc = new Y.Doc()
  doc.clientID = 1
  for (const each of beforeAttack) Y.applyUpdate(doc, each)
  Y.applyUpdate(doc, update)
  const isHarmless = isAsPromised(doc, client, checked.value.nextClock)
  doc.destroy()
  return isHarmless ? 'harmless' : 'harmful'
}

const victimBytes = victimOps.map(encodeOp)

/** VA13: only the writer's own sub-log has moved, to where the validator said, and nothing is pending. */
function isAsPromised(doc: Y.Doc, client: number, nextClock: number): boolean {
  const clocks = new Map([
    [victim, 3],
    [attacker, 1],
  ]).set(client, nextClock)
  const writers = [...clocks.keys()].filter((each) => clocks.get(each) !== 0)
  const ops = doc.getArray<Uint8Array>(subLogName(victim)).toArray()
  return (
    ops.length === victimBytes.length &&
    ops.every((op, index) => bytesEqual(op, victimBytes[index] ?? new Uint8Array())) &&
    [...clocks].every(([each, clock]) => Y.getState(doc.store, each) === clock) &&
    sameNames(doc.store.clients.keys(), writers) &&
    sameNames(doc.share.keys(), writers.map(subLogName)) &&
    doc.store.pendingStructs === null &&
    doc.store.pendingDs === null
  )
}

function sameNames<Name>(left: Iterable<Name>, right: ReadonlyArray<Name>): boolean {
  const names = new Set(left)
  return names.size === right.length && right.every((name) => names.has(name))
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
      const { update: other } = pick(random, pick(random, [honestUpdates, hostile]))
      return concatBytes(bytes.subarray(0, at), other.subarray(below(random, other.length)))
    }
  }
}
