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

export interface Presence {
  /** The socket hears of these workspaces, and they of its person. */
  readonly placed: (subscriber: Subscriber, workspaces: ReadonlyArray<WorkspaceId>) => void
  readonly say: (subscriber: Subscriber, status: PresenceStatus, until: Millis) => void
  readonly leave: (subscriber: Subscriber) => void
  /** All who are not offline and share a workspace with this one. */
  readonly others: (subscriber: Subscriber) => ReadonlyArray<PresenceChange>
  readonly stop: () => void
}

/** @internal */
export const presenceTickMs = 500
/** 130 kB. */
const maxChangesPerFrame = 5_000
/** Node's timers hold 31 bits. */
const longestTimerMs = 2 ** 31 - 1

/** One socket of a person. */
interface Sitting {
  readonly subscriber: Subscriber
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

interface Told {
  readonly workspace: WorkspaceId
  readonly status: PresenceChange['status']
}

export function createPresence(clock: Clock, hub: Hub, tallies: Pick<Tallies, 'presenceChanges'>): Presence {
  const people = new Map<UserId, Person>()
  const changed = new Set<UserId>()
  let stopTick: (() => void) | undefined

  const flush = (): void => {
    stopTick = undefined
    const news = new Map<WorkspaceId, Array<PresenceChange>>()
    for (const user of changed) gatherNews(user, people.get(user), news)
    for (const user of changed) if (people.get(user)?.sittings.length === 0) people.delete(user)
    changed.clear()
    for (const [workspace, changes] of news) {
      tallies.presenceChanges += changes.length
      tell(hub.readersOf(workspace), changes)
    }
  }
  const touch = (user: UserId): void => {
    changed.add(user)
    stopTick ??= clock.after(millis(presenceTickMs), flush)
  }
  const sit = (subscriber: Subscriber, status: PresenceStatus, stopUntil?: () => void): void => {
    const { user } = subscriber.author
    const person = people.get(user)
    if (person === undefined) return
    sittingOf(person, subscriber)?.stopUntil?.()
    person.sittings = [...without(person, subscriber), { subscriber, status, stopUntil }]
    touch(user)
  }
  return {
    placed: (subscriber, workspaces) => {
      const { user } = subscriber.author
      const person = people.get(user) ?? createPerson(workspaces, clock.now())
      people.set(user, person)
      person.workspaces = workspaces
      if (sittingOf(person, subscriber) === undefined) sit(subscriber, 'online')
      else touch(user)
    },
    say: (subscriber, status, until) => {
      if (sittingOf(people.get(subscriber.author.user), subscriber) === undefined) return
      if (until > 0 && until <= clock.now()) return sit(subscriber, 'online')
      const end = (): void => sit(subscriber, 'online')
      sit(subscriber, status, until === 0 ? undefined : runAt(clock, until, end))
    },
    leave: (subscriber) => {
      const person = people.get(subscriber.author.user)
      const sitting = sittingOf(person, subscriber)
      if (person === undefined || sitting === undefined) return
      sitting.stopUntil?.()
      // Whoever was invisible does not appear by leaving.
      person.lastSeen = sitting.status === 'invisible' ? millis(0) : clock.now()
      person.sittings = without(person, subscriber)
      touch(subscriber.author.user)
    },
    others: (subscriber) => {
      const others = neighbours(subscriber, people, hub).map((user) => shown(user, people.get(user)))
      return others.filter(({ status }) => status !== 'offline')
    },
    stop: () => stopTick?.(),
  }
}

/** Runs once that moment has come, however far off it is. */
function runAt(clock: Clock, moment: Millis, run: () => void): () => void {
  let cancel = (): void => {}
  const wait = (): void => {
    const left = moment - clock.now()
    if (left <= 0) return run()
    cancel = clock.after(millis(Math.min(left, longestTimerMs)), wait)
  }
  wait()
  return () => cancel()
}

/** Those who share a workspace with this one, but for oneself. */
function neighbours(
  { author }: Subscriber,
  people: ReadonlyMap<UserId, Person>,
  hub: Hub,
): ReadonlyArray<UserId> {
  const found = new Set<UserId>()
  for (const workspace of people.get(author.user)?.workspaces ?? []) {
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

const sittingOf = (person: Person | undefined, subscriber: Subscriber): Sitting | undefined =>
  person?.sittings.find((sitting) => sitting.subscriber === subscriber)

const without = ({ sittings }: Person, subscriber: Subscriber): ReadonlyArray<Sitting> =>
  sittings.filter((sitting) => sitting.subscriber !== subscriber)

/** What each workspace has not been told yet. */
function gatherNews(
  user: UserId,
  person: Person | undefined,
  news: Map<WorkspaceId, Array<PresenceChange>>,
): void {
  if (person === undefined) return
  const change = shown(user, person)
  for (const workspace of person.workspaces) {
    const told = person.told.find((each) => each.workspace === workspace)
    if ((told?.status ?? 'offline') === change.status) continue
    person.told = [...person.told.filter((each) => each !== told), { workspace, status: change.status }]
    const changes = news.get(workspace)
    if (changes === undefined) news.set(workspace, [change])
    else changes.push(change)
  }
}

/** Busy wins over online, online over away; one device that is invisible hides them all (PR1). */
function shown(user: UserId, person: Person | undefined): PresenceChange {
  const said = new Set(person?.sittings.map(({ status }) => status))
  if (said.has('invisible')) return { user, status: 'offline', lastSeen: millis(0) }
  for (const status of ['busy', 'online', 'away'] as const) {
    if (said.has(status)) return { user, status, lastSeen: millis(0) }
  }
  return { user, status: 'offline', lastSeen: person?.lastSeen ?? millis(0) }
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
