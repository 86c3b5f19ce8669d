/**
 * Who is there (PR*). Changes are gathered for a moment: a thousand people who come back at once cost each of the others
 * a few frames, and whoever only changes sockets was never away.
 */
import { type Clock, millis, type Millis } from '../../core/base/clock.ts'
import type { PresenceChange, PresenceStatus } from '../../core/protocol/frame.ts'
import type { UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { encodeRelayFrame } from '../../core/protocol/relay-frame-codec.ts'
import type { Tallies } from '../metrics/tallies.ts'
import type { Hub, Subscriber } from './hub.ts'
import { runAt } from './run-at.ts'

export interface Presence {
  /** The socket hears of these workspaces, and they of its person. */
  readonly placed: (subscriber: Subscriber, workspaces: ReadonlyArray<WorkspaceId>) => void
  readonly say: (subscriber: Subscriber, status: PresenceStatus, until: Millis) => void
  /**
   * As if each device of the person had said it. Until that moment it also counts where none is connected, as what one
   * more device says; `offline` takes that away again, and hides those that are connected.
   */
  readonly sayFor: (said: SaidElsewhere) => void
  /** What the person says of themselves: `invisible` is told to nobody else. */
  readonly own: (user: UserId) => OwnPresence
  /** As others see it. */
  readonly shown: (user: UserId) => PresenceChange['status']
  /** These are the person's workspaces now: for who is there without a socket. */
  readonly moved: (user: UserId, workspaces: ReadonlyArray<WorkspaceId>) => void
  readonly leave: (subscriber: Subscriber) => void
  /** All who are not offline and share a workspace with this one. */
  readonly others: (subscriber: Subscriber) => ReadonlyArray<PresenceChange>
  readonly stop: () => void
}

export interface SaidElsewhere {
  readonly user: UserId
  /** Where they are no guest (CM4). */
  readonly workspaces: ReadonlyArray<WorkspaceId>
  readonly status: PresenceStatus | 'offline'
  readonly until: Millis
}

export interface OwnPresence {
  readonly status: PresenceStatus | 'offline'
}

export interface PresenceDeps {
  readonly clock: Clock
  readonly hub: Pick<Hub, 'readersOf'>
  readonly tallies: Pick<Tallies, 'presenceChanges'>
  /** Others saw them there until then. */
  readonly gone: (user: UserId, at: Millis) => void
}

/** @internal */
export const presenceTickMs = 500
/** 130 kB. */
const maxChangesPerFrame = 5_000

/** Who a person is there as: one of their sockets, or what they said over REST. */
type Seat = Subscriber | typeof elsewhere
const elsewhere = Symbol('without a socket')

interface Sitting {
  readonly seat: Seat
  readonly status: PresenceStatus
  readonly stopUntil: (() => void) | undefined
}

/** Arrays, for they are short: most people have one socket and a workspace or two, and there are as many people as sockets. */
interface Person {
  sittings: ReadonlyArray<Sitting>
  workspaces: ReadonlyArray<WorkspaceId>
  lastSeen: Millis
  /** What the workspaces were told last, each its own. */
  told: ReadonlyArray<Told>
}

type People = Map<UserId, Person>

interface Told {
  readonly workspace: WorkspaceId
  readonly status: PresenceChange['status']
}

export function createPresence(deps: PresenceDeps): Presence {
  const { clock, hub } = deps
  const people: People = new Map()
  /** Those who have said over REST how they are. */
  const unseated = new Set<UserId>()
  const { touch, stop } = createNews(people, deps)
  const { sit, rise, say } = createSeats(people, clock, touch)
  const personOf = (user: UserId, workspaces: ReadonlyArray<WorkspaceId>): Person => {
    const person = people.get(user) ?? createPerson(workspaces, clock.now())
    people.set(user, person)
    person.workspaces = workspaces
    return person
  }
  return {
    placed: (subscriber, workspaces) => {
      const { user } = subscriber.author
      const person = personOf(user, workspaces)
      if (sittingOf(person, subscriber) === undefined) sit(user, subscriber, 'online')
      else touch(user)
    },
    say: (subscriber, status, until) => {
      const { user } = subscriber.author
      if (sittingOf(people.get(user), subscriber) !== undefined) say(user, subscriber, status, until)
    },
    sayFor: ({ user, workspaces, status, until }) => {
      for (const { seat } of personOf(user, workspaces).sittings) {
        if (seat !== elsewhere) say(user, seat, status === 'offline' ? 'invisible' : status, until)
      }
      const end = (): void => {
        unseated.delete(user)
        rise(user, elsewhere)
      }
      if (status === 'offline') return end()
      unseated.add(user)
      sit(user, elsewhere, status, runAt(clock, until, end))
    },
    own: (user) => ({ status: strongestOf(people.get(user)) ?? 'offline' }),
    shown: (user) => shown(user, people.get(user)).status,
    moved: (user, workspaces) => {
      if (!people.has(user)) return
      personOf(user, workspaces)
      touch(user)
    },
    leave: (subscriber) => rise(subscriber.author.user, subscriber),
    others: (subscriber) => {
      const users = neighbours(subscriber, people, { hub, unseated })
      return users.map((user) => shown(user, people.get(user))).filter(({ status }) => status !== 'offline')
    },
    stop,
  }
}

/** Tells the workspaces, a moment after something has changed. */
function createNews(
  people: People,
  { clock, hub, tallies, gone }: PresenceDeps,
): { readonly touch: (user: UserId) => void; readonly stop: () => void } {
  const changed = new Set<UserId>()
  let stopTick: (() => void) | undefined
  const flush = (): void => {
    stopTick = undefined
    const news = new Map<WorkspaceId, Array<PresenceChange>>()
    for (const user of changed) {
      const person = people.get(user)
      if (gatherNews(user, person, news)) gone(user, person?.lastSeen || clock.now())
      if (person?.sittings.length === 0) people.delete(user)
    }
    changed.clear()
    for (const [workspace, changes] of news) {
      tallies.presenceChanges += changes.length
      tell(hub.readersOf(workspace), changes)
    }
  }
  return {
    touch: (user) => {
      changed.add(user)
      stopTick ??= clock.after(millis(presenceTickMs), flush)
    },
    stop: () => {
      stopTick?.()
      for (const [user, person] of people) {
        if (person.told.some(({ status }) => status !== 'offline')) gone(user, clock.now())
        for (const { stopUntil } of person.sittings) stopUntil?.()
      }
      people.clear()
    },
  }
}

interface Seats {
  readonly sit: (user: UserId, seat: Seat, status: PresenceStatus, stopUntil?: () => void) => void
  readonly rise: (user: UserId, seat: Seat) => void
  readonly say: (user: UserId, seat: Subscriber, status: PresenceStatus, until: Millis) => void
}

function createSeats(people: People, clock: Clock, touch: (user: UserId) => void): Seats {
  const sit: Seats['sit'] = (user, seat, status, stopUntil) => {
    const person = people.get(user)
    if (person === undefined) return
    sittingOf(person, seat)?.stopUntil?.()
    person.sittings = [...without(person, seat), { seat, status, stopUntil }]
    touch(user)
  }
  return {
    sit,
    rise: (user, seat) => {
      const person = people.get(user)
      const sitting = sittingOf(person, seat)
      if (person === undefined || sitting === undefined) return
      sitting.stopUntil?.()
      // Whoever was invisible does not appear by leaving.
      person.lastSeen = sitting.status === 'invisible' ? millis(0) : clock.now()
      person.sittings = without(person, seat)
      touch(user)
    },
    say: (user, seat, status, until) => {
      if (until > 0 && until <= clock.now()) return sit(user, seat, 'online')
      const end = (): void => sit(user, seat, 'online')
      sit(user, seat, status, until === 0 ? undefined : runAt(clock, until, end))
    },
  }
}

/** Those who share a workspace with this one, but for oneself. */
function neighbours(
  { author }: Subscriber,
  people: People,
  { hub, unseated }: { readonly hub: PresenceDeps['hub']; readonly unseated: ReadonlySet<UserId> },
): ReadonlyArray<UserId> {
  const own = new Set(people.get(author.user)?.workspaces)
  const shares = (user: UserId): boolean =>
    people.get(user)?.workspaces.some((workspace) => own.has(workspace)) === true
  const found = new Set([...unseated].filter(shares))
  for (const workspace of own) {
    for (const reader of hub.readersOf(workspace)) found.add(reader.author.user)
  }
  found.delete(author.user)
  return [...found]
}

const createPerson = (workspaces: ReadonlyArray<WorkspaceId>, now: Millis): Person => ({
  sittings: [],
  workspaces,
  lastSeen: now,
  told: [],
})

const sittingOf = (person: Person | undefined, seat: Seat): Sitting | undefined =>
  person?.sittings.find((sitting) => sitting.seat === seat)

const without = ({ sittings }: Person, seat: Seat): ReadonlyArray<Sitting> =>
  sittings.filter((sitting) => sitting.seat !== seat)

/** What each workspace has not been told yet. Answers whether somebody saw them go. */
function gatherNews(
  user: UserId,
  person: Person | undefined,
  news: Map<WorkspaceId, Array<PresenceChange>>,
): boolean {
  if (person === undefined) return false
  const change = shown(user, person)
  let hasGone = false
  for (const workspace of person.workspaces) {
    const told = person.told.find((each) => each.workspace === workspace)
    if ((told?.status ?? 'offline') === change.status) continue
    hasGone ||= change.status === 'offline'
    person.told = [...person.told.filter((each) => each !== told), { workspace, status: change.status }]
    const changes = news.get(workspace)
    if (changes === undefined) news.set(workspace, [change])
    else changes.push(change)
  }
  return hasGone
}

/** One device that is invisible hides them all; busy wins over online, online over away (PR1). */
const strongest = ['invisible', 'busy', 'online', 'away'] as const

const strongestOf = (person: Person | undefined): PresenceStatus | undefined => {
  const said = new Set(person?.sittings.map(({ status }) => status))
  return strongest.find((status) => said.has(status))
}

function shown(user: UserId, person: Person | undefined): PresenceChange {
  const status = strongestOf(person)
  if (status === undefined) return { user, status: 'offline', lastSeen: person?.lastSeen ?? millis(0) }
  return { user, status: status === 'invisible' ? 'offline' : status, lastSeen: millis(0) }
}

function tell(readers: ReadonlySet<Subscriber>, changes: ReadonlyArray<PresenceChange>): void {
  const users = new Set(changes.map(({ user }) => user))
  const forAll = presenceFrames(changes)
  for (const reader of readers) {
    const { user } = reader.author
    const frames = users.has(user) ? presenceFrames(changes.filter((each) => each.user !== user)) : forAll
    for (const frame of frames) reader.offer(frame)
  }
}

export function presenceFrames(changes: ReadonlyArray<PresenceChange>): ReadonlyArray<Uint8Array> {
  const frames: Array<Uint8Array> = []
  for (let from = 0; from < changes.length; from += maxChangesPerFrame) {
    frames.push(
      encodeRelayFrame({ kind: 'presence', changes: changes.slice(from, from + maxChangesPerFrame) }),
    )
  }
  return frames
}
