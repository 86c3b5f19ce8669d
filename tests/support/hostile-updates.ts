/**
 * Updates that attack another's words, the document or the reader; each passed some rule that looked sufficient. All come
 * from the device `attacker`, whose sub-log holds one op so far, or from its second one, `newcomer`, that wrote nothing
 * yet, in a document where `victim` has written three.
 */
import { encode } from 'cborg'
import * as Y from 'yjs'
import { concatBytes } from '../../core/base/bytes.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { idToBytes } from '../../core/protocol/ids.ts'
import type { UpdateFailure } from '../../core/conversation/validator.ts'
import { mallory, testOpId, testPost } from './conversations.ts'
import { unreadableOps } from './hostile-ops.ts'
import {
  contentStruct,
  erasedStruct,
  opsUpdate,
  rawUpdate,
  varBytes,
  varUint,
  type RawStruct,
  type RawUpdate,
} from './updates.ts'

export const victim = 4_503_599_627_370_497 // both beyond 32 bits, as real ones are
export const attacker = 7_881_299_347_898_368

export const newcomer = 6_000_000_000_000_001

export const victimOps = [1, 2, 3].map((number) =>
  testPost({ id: testOpId(number), text: `victim ${number}` }),
)
export const attackerOps = [4, 5, 6].map((number) =>
  testPost({ id: testOpId(number), by: mallory, text: `attacker ${number}` }),
)

/** What everybody has before the attack. */
export const beforeAttack: ReadonlyArray<Uint8Array> = [
  opsUpdate(victim, 0, victimOps),
  opsUpdate(attacker, 0, attackerOps.slice(0, 1)),
]

const op = encodeOp(testPost({ id: testOpId(5), by: mallory }))
const unsorted = encode(
  { text: 'x', kind: 'post', id: idToBytes(testOpId(5)), at: [0, 0], by: idToBytes(mallory) },
  { mapSorter: () => 0 }, // keeps the order above
)
const honest = contentStruct(attacker, 1, op)
const content = varBytes(op)

const own = (...structs: ReadonlyArray<RawStruct>): Uint8Array =>
  rawUpdate({ sections: [{ client: attacker, clock: 1, structs }] })
const deleting = (...deletes: NonNullable<RawUpdate['deletes']>): Uint8Array => rawUpdate({ deletes })
const announcing = (...numbers: ReadonlyArray<number>): Uint8Array => concatBytes(...numbers.map(varUint))

/** What Yjs itself writes when the attacker's device uses it in other ways than a sub-log. */
function byYjs(attack: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  for (const update of beforeAttack) Y.applyUpdate(doc, update)
  const before = Y.encodeStateVector(doc)
  doc.clientID = attacker
  doc.transact(() => attack(doc))
  return Y.encodeStateAsUpdate(doc, before)
}

const asNewcomer = (struct: RawStruct): Uint8Array =>
  rawUpdate({ sections: [{ client: newcomer, clock: 0, structs: [struct] }] })

/** One item of any content; then array (117) of one (1) in array, 20,000 deep, and at last null (126). */
const nestedByYjs = Uint8Array.of(1, ...Array.from({ length: 20_000 }, () => [117, 1]).flat(), 126)

type Row = readonly [name: string, failure: UpdateFailure['kind'], update: Uint8Array]

const againstOthers: ReadonlyArray<Row> = [
  ['forged client', 'foreign-client', opsUpdate(victim, 3, attackerOps)],
  [
    "overwrite in another's map without a delete set",
    'forbidden-struct',
    own({ info: 0x23, parent: `d:${victim}`, parentSub: 'text', content }),
  ],
  ['overwrite flagged behind an origin', 'forbidden-struct', own({ ...honest, info: honest.info | 0x20 })],
  [
    "insert at the head of another's list",
    'forbidden-struct',
    own({ info: 3, parent: `d:${victim}`, content }),
  ],
  [
    "insert into another's list",
    'forbidden-struct',
    byYjs((doc) => doc.getArray(`d:${victim}`).insert(1, [op])),
  ],
  ["append to another's list", 'forbidden-struct', own({ info: 0x83, origin: [victim, 2], content })],
  ["nested insert into another's item", 'forbidden-struct', own({ info: 3, parent: [victim, 0], content })],
  [
    "insert before another's item",
    'forbidden-struct',
    own({ info: 0x43, rightOrigin: [victim, 0], content }),
  ],
  [
    'right origin beside the right origin',
    'forbidden-struct',
    own({ info: 0xc3, origin: [attacker, 0], rightOrigin: [victim, 0], content }),
  ],
  ["deletion of another's op", 'foreign-delete', deleting({ client: victim, ranges: [[0, 1]] })],
  ["future deletion of another's op", 'foreign-delete', deleting({ client: victim, ranges: [[3, 1]] })],
  [
    'deletions by two',
    'too-many-sections',
    deleting({ client: attacker, ranges: [[0, 1]] }, { client: victim, ranges: [[0, 1]] }),
  ],
  [
    'two sections',
    'too-many-sections',
    rawUpdate({
      sections: [
        { client: attacker, clock: 1, structs: [honest] },
        { client: victim, clock: 3, structs: [contentStruct(victim, 3, op)] },
      ],
    }),
  ],
  ['an op in the name of another', 'foreign-author', own(contentStruct(attacker, 1, encodeOp(testPost())))],
]

const againstTheDocument: ReadonlyArray<Row> = [
  ['clock gap', 'gap', opsUpdate(attacker, 2, attackerOps.slice(1))],
  [
    'clock gap by Skip',
    'forbidden-struct',
    own({ info: 10, content: varUint(1) }, contentStruct(attacker, 2, op)),
  ],
  ['same clock twice', 'overlap', opsUpdate(attacker, 0, attackerOps.slice(1))],
  [
    'same clock twice, the second time further',
    'overlap',
    opsUpdate(attacker, 0, [...attackerOps.slice(1), ...attackerOps]),
  ],
  ['future deletion', 'future-delete', deleting({ client: attacker, ranges: [[1, 1]] })],
  ['deletion that ends in the future', 'future-delete', deleting({ client: attacker, ranges: [[0, 2]] })],
  ['deletion of 2^52', 'future-delete', deleting({ client: attacker, ranges: [[0, 2 ** 52]] })],
  ['empty deletion', 'bad-delete', deleting({ client: attacker, ranges: [[0, 0]] })],
  [
    'deletions that overlap',
    'bad-delete',
    deleting({
      client: attacker,
      ranges: [
        [0, 1],
        [0, 1],
      ],
    }),
  ],
  ['own future as origin', 'forbidden-struct', own({ info: 0x83, origin: [attacker, 1], content })],
  ['own far future as origin', 'forbidden-struct', own({ info: 0x83, origin: [attacker, 2 ** 52], content })],
  ["another's future as origin", 'forbidden-struct', own({ info: 0x83, origin: [victim, 99], content })],
  ['two heads of one sub-log', 'forbidden-struct', own({ info: 3, parent: `d:${attacker}`, content })],
  ['unknown root', 'forbidden-struct', own({ info: 3, parent: 'messages', content })],
  ['root __proto__', 'forbidden-struct', own({ info: 3, parent: '__proto__', content })],
  ['map entry __proto__', 'forbidden-struct', byYjs((doc) => doc.getMap('m').set('__proto__', op))],
  ['subdocument', 'forbidden-struct', byYjs((doc) => doc.getArray(`d:${attacker}`).push([new Y.Doc()]))],
  ['nested type', 'forbidden-struct', byYjs((doc) => doc.getArray(`d:${attacker}`).push([new Y.Map()]))],
  ['text', 'forbidden-struct', byYjs((doc) => doc.getText('t').insert(0, 'hello'))],
  ['JSON', 'forbidden-struct', byYjs((doc) => doc.getArray(`d:${attacker}`).push([{ kind: 'post' }]))],
  ['GC of 2^52', 'forbidden-struct', own({ info: 0, content: varUint(2 ** 52) })],
  ['erased content of 2^52', 'too-many-structs', own(erasedStruct(attacker, 1, 2 ** 52))],
  ['zero-length erased content', 'forbidden-struct', own(erasedStruct(attacker, 1, 0))],
  ['content that is no op', 'bad-op', own(contentStruct(attacker, 1, Uint8Array.of(1, 2, 3)))],
  ['an op in another encoding', 'bad-op', own(contentStruct(attacker, 1, unsorted))],
  ['empty content', 'bad-op', own(contentStruct(attacker, 1, new Uint8Array()))],
  ['20k nested arrays', 'bad-op', own(contentStruct(attacker, 1, new Uint8Array(20_000).fill(0x81)))],
  ['20k nested arrays of Yjs', 'forbidden-struct', own({ ...honest, info: 0x88, content: nestedByYjs })],
  ['zero-length GC', 'forbidden-struct', own({ info: 0, content: varUint(0) })],
  ['zero-length Skip', 'forbidden-struct', own({ info: 10, content: varUint(0) }, honest)],
  ['a format mark', 'forbidden-struct', byYjs((doc) => doc.getText('t').insert(0, 'x', { bold: true }))],
  ['content behind what is refused', 'bad-op', own(honest, contentStruct(attacker, 2, Uint8Array.of(0xa0)))],
  ...unreadableOps.map(([name, bytes]): Row => [name, 'bad-op', own(contentStruct(attacker, 1, bytes))]),
]

/** At clock 0 a struct may name a root: its own alone. */
const byNewcomer: ReadonlyArray<Row> = [
  [
    "first op at the head of another's list",
    'forbidden-struct',
    asNewcomer({ info: 3, parent: `d:${victim}`, content }),
  ],
  ['first op in an unknown root', 'forbidden-struct', asNewcomer({ info: 3, parent: 'messages', content })],
  [
    'first op in the root __proto__',
    'forbidden-struct',
    asNewcomer({ info: 3, parent: '__proto__', content }),
  ],
  ['first op in a root of no name', 'forbidden-struct', asNewcomer({ info: 3, parent: '', content })],
  [
    'first op in a longer root',
    'forbidden-struct',
    asNewcomer({ info: 3, parent: `d:${newcomer}0`, content }),
  ],
  [
    "first op nested in another's item",
    'forbidden-struct',
    asNewcomer({ info: 3, parent: [victim, 0], content }),
  ],
  ["first op behind another's", 'forbidden-struct', asNewcomer({ info: 0x83, origin: [victim, 2], content })],
  ['first op behind itself', 'forbidden-struct', asNewcomer({ info: 0x83, origin: [newcomer, 0], content })],
  [
    'first op as a map entry in the own root',
    'forbidden-struct',
    asNewcomer({ info: 0x23, parent: `d:${newcomer}`, parentSub: 'x', content }),
  ],
  [
    'first op under a second clock',
    'gap',
    rawUpdate({ sections: [{ client: newcomer, clock: 1, structs: [honest] }] }),
  ],
]

const againstTheReader: ReadonlyArray<Row> = [
  ['nothing', 'malformed', new Uint8Array()],
  ['an update of nothing', 'empty', Uint8Array.of(0, 0)],
  [
    'a section of nothing',
    'malformed',
    rawUpdate({ sections: [{ client: attacker, clock: 1, structs: [] }] }),
  ],
  ['a deletion of nothing', 'malformed', deleting({ client: attacker, ranges: [] })],
  ['a header of 20 M structs', 'too-many-structs', announcing(1, 20_000_000, attacker, 1)],
  ['a header of 20 M sections', 'too-many-sections', announcing(20_000_000)],
  ['a header of 20 M deletions', 'too-many-structs', announcing(0, 1, attacker, 20_000_000)],
  ['content said to be 2^52 long', 'malformed', own({ ...honest, content: varUint(2 ** 52) })],
  ['trailing bytes', 'trailing-bytes', concatBytes(own(honest), Uint8Array.of(0))],
  ['cut off', 'malformed', own(honest).slice(0, -1)],
  ['a number longer than need be', 'malformed', concatBytes(Uint8Array.of(0x81, 0x00), own(honest).slice(1))],
  ['a number without end', 'malformed', new Uint8Array(2_000).fill(0xff)],
  ['V2 as V1', 'trailing-bytes', Y.convertUpdateFormatV1ToV2(own(honest))],
  ['too large', 'too-large', new Uint8Array(262_145)],
]

export interface HostileUpdate {
  readonly name: string
  readonly update: Uint8Array
  /** The device that signs the update, and the clock that is expected of it. */
  readonly client: number
  readonly nextClock: number
  readonly failure: UpdateFailure['kind']
}

const hostileRows = (
  rows: ReadonlyArray<Row>,
  client: number,
  nextClock: number,
): ReadonlyArray<HostileUpdate> =>
  rows.map(([name, failure, update]) => ({ name, update, client, nextClock, failure }))

export const hostileUpdates: ReadonlyArray<HostileUpdate> = [
  ...hostileRows([...againstOthers, ...againstTheDocument, ...againstTheReader], attacker, 1),
  ...hostileRows(byNewcomer, newcomer, 0),
]
