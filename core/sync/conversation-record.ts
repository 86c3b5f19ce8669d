/**
 * What a device remembers of a conversation besides its messages. Stored as canonical CBOR, in the same write as the
 * messages that it speaks of. Claims lie apart: they are many, and change seldom.
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import * as v from 'valibot'
import { millis, type Millis } from '../base/clock.ts'
import { deviceIdSchema, opIdSchema, userIdSchema } from '../protocol/id-schemas.ts'
import type { LogPosition } from '../protocol/frame.ts'
import { headBytes } from '../protocol/log.ts'
import type { ConversationId, OpId, UserId } from '../protocol/ids.ts'
import { type Arrivals, maxSentPosts, noArrivals, noneTracked, type Tracked } from './arrivals.ts'
import type { Claim } from './claims.ts'
import type { SaidAbout } from './own-update.ts'
import { maxUnreadPosts, type UnreadPost } from './unread-posts.ts'

export interface ConversationRecord {
  /** Everything up to here is accounted for. Undefined until the relay has told of this log once. */
  readonly cursor: LogPosition | undefined
  /** The highest segment that any entry was seen in or the relay told of; -1 for none. */
  readonly newestSegment: number
  /**
   * The segments that this device has. `live` ones are complete up to the cursor; others up to the seq given, and are
   * fetched from there before they are complete again.
   */
  readonly held: ReadonlyMap<number, 'live' | number>
  /** How many ops the store has of each held segment; none if not named. Fewer found means that rows are gone. */
  readonly ops: ReadonlyMap<number, number>
  /** Whether every claim up to the cursor is known: without it a writer cannot be told from a stranger. */
  readonly claimsComplete: boolean
  /** The clientID under which this device writes. */
  readonly client: number | undefined
  /** The counter after this device's last entry that the local store knows of. */
  readonly nextCounter: number
  /** The newest entry with content by somebody else, as far as is known. */
  readonly foreignSeq: number
  /** The newest message of somebody else, likewise; 0 if none is known. */
  readonly foreignPost: number
  /** What came up to here has been seen. */
  readonly seenSeq: number
  /** What others have posted after that, as far as is known and counted. */
  readonly unread: ReadonlyArray<UnreadPost>
  /**
   * Set while what this device has written is to be compared with what the relay has of it: `copy` if another has written
   * in its name, `log` if the relay may have lost something.
   */
  readonly doubt: 'copy' | 'log' | undefined
  /** How far the person has read on this device; others may be told. */
  readonly markSeq: number
  /** Of a sealed conversation: how far the log says that the person has read, from whichever device. */
  readonly keptSeq: number
  /** How far others have read, as far as is known. */
  readonly readers: ReadonlyMap<UserId, number>
  /** What must be known of the newest segment to take more into the store without its document, if it is live. */
  readonly ends: SegmentEnds | undefined
  /** The segment whose newest screen lies in the store until all of it does. */
  readonly screen: number | undefined
  /** The newest post of this person that has a place in the log. */
  readonly ownPost: { readonly message: OpId; readonly seq: number } | undefined
  /** Of a sealed conversation, whose directory row cannot say it: what it is called by its members, and since when. */
  readonly name: SaidAbout['name']
  /** What it is about and the emoji that stands for it, as its ops say. Of use where no directory says it. */
  readonly topic: SaidAbout['topic']
  readonly icon: SaidAbout['icon']
  /** Of a sealed conversation: how long what is written there lasts, in seconds; 0 is no end. */
  readonly timer: SaidAbout['timer']
  /** Of a sealed conversation: when somebody last wrote in it, as far as is known; 0 if nothing is. */
  readonly writtenAt: number
  /** When the first of what this device wrote is to be taken back, by segment; none if not named. */
  readonly expiring: ReadonlyMap<number, Millis>
  /** Of a sealed conversation: what has arrived where. */
  readonly arrivals: Arrivals
  /** Of a sealed conversation: what everybody has read. */
  readonly reads: Tracked
}

/** What lists show of a conversation. */
export type ListedAbout = SaidAbout & Pick<ConversationRecord, 'foreignPost' | 'unread'>

export interface SegmentEnds {
  readonly segment: number
  /** Updates in the stored tail. */
  readonly tail: number
  /** The next clock of each client. */
  readonly clocks: ReadonlyMap<number, number>
}

export const emptyRecord: ConversationRecord = {
  cursor: undefined,
  newestSegment: -1,
  held: new Map(),
  ops: new Map(),
  claimsComplete: false,
  client: undefined,
  nextCounter: 0,
  foreignSeq: 0,
  foreignPost: 0,
  seenSeq: 0,
  unread: [],
  doubt: undefined,
  markSeq: 0,
  keptSeq: 0,
  readers: new Map(),
  ends: undefined,
  screen: undefined,
  ownPost: undefined,
  name: undefined,
  topic: undefined,
  icon: undefined,
  timer: undefined,
  writtenAt: 0,
  expiring: new Map(),
  arrivals: noArrivals,
  reads: noneTracked,
}

export const isUnread = ({ foreignSeq, seenSeq }: ConversationRecord): boolean => foreignSeq > seenSeq

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const storedHlc = v.strictObject({ time: v.pipe(natural, v.transform(millis)), counter: natural })
const storedText = v.optional(v.strictObject({ text: v.string(), at: storedHlc }))
const storedTracked = {
  sent: v.pipe(
    v.array(v.strictObject({ message: opIdSchema, at: storedHlc, seq: natural })),
    v.maxLength(maxSentPosts),
  ),
  arrived: v.optional(v.strictObject({ seq: natural, at: storedHlc })),
}
const storedRecord = v.strictObject({
  /** 1 had neither doubts nor counts. */
  version: v.picklist([1, 2]),
  cursor: v.optional(
    v.strictObject({
      seq: natural,
      head: v.pipe(
        v.instance(Uint8Array),
        v.check((head) => head.length === headBytes),
      ),
    }),
  ),
  newestSegment: v.pipe(v.number(), v.safeInteger(), v.minValue(-1)),
  held: v.array(v.strictTuple([natural, v.union([v.literal('live'), natural])])),
  ops: v.array(v.strictTuple([natural, natural])),
  claimsComplete: v.boolean(),
  client: v.optional(natural),
  nextCounter: natural,
  foreignSeq: natural,
  /** Of before it was kept nothing more is known. */
  foreignPost: v.optional(natural),
  seenSeq: natural,
  unread: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          seq: natural,
          message: opIdSchema,
          by: userIdSchema,
          mention: v.boolean(),
          reply: v.boolean(),
          thread: v.exactOptional(opIdSchema),
        }),
      ),
      v.maxLength(maxUnreadPosts),
    ),
    [],
  ),
  doubt: v.optional(v.picklist(['copy', 'log'])),
  markSeq: v.optional(natural, 0),
  keptSeq: v.optional(natural, 0),
  readers: v.optional(v.array(v.strictTuple([userIdSchema, natural])), []),
  ends: v.optional(
    v.strictObject({ segment: natural, tail: natural, clocks: v.array(v.strictTuple([natural, natural])) }),
  ),
  screen: v.optional(natural),
  ownPost: v.optional(v.strictObject({ message: opIdSchema, seq: natural })),
  name: storedText,
  topic: storedText,
  icon: storedText,
  timer: v.optional(v.strictObject({ seconds: natural, at: storedHlc })),
  writtenAt: v.optional(natural, 0),
  expiring: v.optional(v.array(v.strictTuple([natural, v.pipe(natural, v.transform(millis))])), []),
  arrivals: v.optional(
    v.strictObject({
      ...storedTracked,
      holders: v.array(v.strictTuple([userIdSchema, natural])),
      toldSeq: natural,
    }),
  ),
  reads: v.optional(v.strictObject(storedTracked)),
})
const storedClaims = v.array(
  v.strictObject({ client: natural, device: deviceIdSchema, user: userIdSchema, gateway: v.boolean() }),
)

const toCbor = (value: unknown): Uint8Array =>
  encode(value, { ...rfc8949EncodeOptions, ignoreUndefinedProperties: true })

export const encodeRecord = (record: ConversationRecord): Uint8Array =>
  toCbor({
    version: 2,
    ...record,
    held: [...record.held],
    ops: [...record.ops],
    expiring: [...record.expiring],
    readers: [...record.readers],
    ends: record.ends && { ...record.ends, clocks: [...record.ends.clocks] },
    arrivals:
      record.arrivals === noArrivals
        ? undefined
        : { ...record.arrivals, holders: [...record.arrivals.holders] },
    reads: record.reads === noneTracked ? undefined : record.reads,
  })

/** Undefined for anything that is no record. */
export function decodeRecord(bytes: Uint8Array): ConversationRecord | undefined {
  const read = fromCbor(storedRecord, bytes)
  if (read === undefined) return undefined
  const { version: _, cursor, client, held, ops, doubt, ends, screen, ...others } = read
  const { ownPost, expiring, name, topic, icon, timer, readers, arrivals, reads, foreignPost, ...rest } =
    others
  return {
    ...rest,
    cursor,
    client,
    doubt,
    held: new Map(held),
    ops: new Map(ops),
    ends: ends && { ...ends, clocks: new Map(ends.clocks) },
    screen,
    ownPost,
    name,
    topic,
    icon,
    timer,
    foreignPost: foreignPost ?? rest.foreignSeq,
    expiring: new Map(expiring),
    readers: new Map(readers),
    arrivals: arrivals
      ? { ...arrivals, arrived: arrivals.arrived, holders: new Map(arrivals.holders) }
      : noArrivals,
    reads: reads ? { ...reads, arrived: reads.arrived } : noneTracked,
  }
}

/** The key of the value that holds the newest screen of a conversation, as the relay sent it. */
export const screenKey = (conversation: ConversationId): string => `screen/${conversation}`
/** The key of the value that holds a conversation's claims. */
export const claimsKey = (conversation: ConversationId): string => `claims/${conversation}`
export const encodeClaims = (claims: ReadonlyArray<Claim>): Uint8Array => toCbor(claims)
export const decodeClaims = (bytes: Uint8Array): ReadonlyArray<Claim> | undefined =>
  fromCbor(storedClaims, bytes)

function fromCbor<Schema extends v.GenericSchema>(
  schema: Schema,
  bytes: Uint8Array,
): v.InferOutput<Schema> | undefined {
  try {
    const read = v.safeParse(schema, decode(bytes))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
