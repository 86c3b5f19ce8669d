/**
 * Which posts of this person have arrived at everybody they are for, and how far others were told that this device has theirs. Of
 * sealed conversations alone: what a relay says of arriving is not asked. Rules CR93, CS22 and CS23 in SPEC.md.
 */
import { compareHlc, type Hlc } from '../conversation/hlc.ts'
import type { SealingPort } from '../bridge/sealing.ts'
import type { ConversationId, OpId, UserId } from '../protocol/ids.ts'
import { maxMarkingMembers } from '../sealed/limits.ts'
import type { UnreadPost } from './unread-posts.ts'

/** Which posts of this person have come so far as is asked, at everybody they are for: to a device, or to be read. */
export interface Tracked {
  /** Those that are not known to have, by their places; the newest are kept. */
  readonly sent: ReadonlyArray<SentPost>
  /** What this person wrote up to that place has; `at` is the latest moment of a post among that. */
  readonly arrived: { readonly seq: number; readonly at: Hlc } | undefined
}

export interface Arrivals extends Tracked {
  /** How far the devices of the others have the log, as they say. */
  readonly holders: ReadonlyMap<UserId, number>
  /** How far others were told that this person has the log. */
  readonly toldSeq: number
}

export interface SentPost {
  readonly message: OpId
  readonly at: Hlc
  readonly seq: number
}

/** Own posts up to this moment have arrived, but for these: written earlier, they came into the log later. */
export interface Arrived {
  readonly at: Hlc
  readonly except: ReadonlyArray<OpId>
}

/** Undefined where none are known to have come so far. */
export interface Reached {
  readonly arrived: Arrived | undefined
  readonly read: Arrived | undefined
}

export interface ArrivalDeps {
  readonly id: ConversationId
  readonly user: UserId
  /** Knows who can read it. */
  readonly sealing: Pick<SealingPort, 'rows'>
  /** What these people wrote, up to this place, is here for good. To be asked as often as one likes. */
  readonly arrived: (seq: number, by: ReadonlySet<UserId>) => void
}

export const noneTracked: Tracked = { sent: [], arrived: undefined }
export const noArrivals: Arrivals = { ...noneTracked, holders: new Map(), toldSeq: 0 }
export const noneReached: Reached = { arrived: undefined, read: undefined }

/** What waits besides shows one check until the next mark: it is not worth a list without end. */
export const maxSentPosts = 64

/** With a post of this person that has its place in the log. */
export function withSent<Kind extends Tracked>(tracked: Kind, post: SentPost): Kind {
  const { sent, arrived } = tracked
  if (post.seq <= (arrived?.seq ?? 0)) return tracked
  const all = [...sent.filter(({ message }) => message !== post.message), post].toSorted(
    (left, right) => left.seq - right.seq,
  )
  if (all.length <= maxSentPosts) return { ...tracked, sent: all }
  // Of those that the moment does not cover nothing is claimed, known or not.
  const spare = all.findIndex(({ at }) => arrived === undefined || compareHlc(at, arrived.at) > 0)
  return { ...tracked, sent: all.toSpliced(Math.max(spare, 0), 1) }
}

/** The same reference if that is no news. */
export function withHolder(arrivals: Arrivals, user: UserId, seq: number): Arrivals {
  const { holders } = arrivals
  if (seq <= (holders.get(user) ?? 0)) return arrivals
  return { ...arrivals, holders: new Map(holders).set(user, seq) }
}

/**
 * Takes out what has come so far at all `recipients`, who are at these places of the log. What once has, has: of somebody who comes in
 * later it is not asked. The same reference if nothing has.
 */
export function settle<Kind extends Tracked>(
  tracked: Kind,
  recipients: ReadonlyArray<UserId>,
  places: ReadonlyMap<UserId, number>,
): Kind {
  if (tracked.sent.length === 0 || recipients.length === 0) return tracked
  const seq = Math.min(...recipients.map((user) => places.get(user) ?? 0))
  const gone = tracked.sent.filter((post) => post.seq <= seq)
  if (gone.length === 0) return tracked
  const at = gone.reduce<Hlc | undefined>(
    (latest, post) => (latest === undefined || compareHlc(post.at, latest) > 0 ? post.at : latest),
    tracked.arrived?.at,
  )
  const sent = tracked.sent.slice(gone.length)
  return at === undefined ? tracked : { ...tracked, sent, arrived: { seq, at } }
}

/** As a view shows it; `before` if it is the same. */
export function reachedIn(arrivals: Tracked, reads: Tracked, before: Reached): Reached {
  const arrived = arrivedIn(arrivals, before.arrived)
  const read = arrivedIn(reads, before.read)
  return arrived === before.arrived && read === before.read ? before : { arrived, read }
}

function arrivedIn({ sent, arrived }: Tracked, before: Arrived | undefined): Arrived | undefined {
  if (arrived === undefined) return undefined
  const { at } = arrived
  const except = sent.filter((post) => compareHlc(post.at, at) <= 0).map(({ message }) => message)
  const isSame = before?.at === at && before.except.join() === except.join()
  return isSame ? before : { at, except }
}

export const hasArrived = (
  arrived: Arrived | undefined,
  { id, at }: { readonly id: OpId; readonly at: Hlc },
): boolean => arrived !== undefined && compareHlc(at, arrived.at) <= 0 && !arrived.except.includes(id)

/** Whom a message must reach to count as arrived, or read; nobody where that is not told. */
export function recipientsIn({ id, user, sealing }: ArrivalDeps): ReadonlyArray<UserId> {
  const members = sealing.rows().find((row) => row.id === id)?.members ?? []
  if (members.length > maxMarkingMembers) return []
  return members.map((member) => member.user).filter((member) => member !== user)
}

interface Whole {
  readonly unread: ReadonlyArray<UnreadPost>
  readonly arrivals: Arrivals
  readonly newestSegment: number
  readonly held: ReadonlyMap<number, 'live' | number>
}

/**
 * Has it told that what others wrote is here. To be called once that lies in the store. What was seen says so itself; and a device that
 * lacks a part of the newest segment does not have what stands at its end for good.
 */
export function tellArrivals({ arrived }: ArrivalDeps, { unread, arrivals, ...record }: Whole): void {
  const news = unread.filter(({ seq }) => seq > arrivals.toldSeq)
  const last = news.at(-1)
  if (last === undefined || record.held.get(record.newestSegment) !== 'live') return
  arrived(last.seq, new Set(news.map(({ by }) => by)))
}
