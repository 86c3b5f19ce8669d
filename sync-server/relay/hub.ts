/** Who is connected: one session a device, and the sessions of each audience. */
import type { ConversationId, DeviceId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { Audience } from '../store/log-store.ts'
import type { Author, Commit } from './append.ts'
import { createRuns, type EntryRun } from './entry-run.ts'

/** A welcomed session as others see it. */
export interface Subscriber {
  readonly author: Author
  readonly deliver: (run: EntryRun) => void
  /** A frame that may be lost: false if it was. */
  readonly offer: (frame: Uint8Array) => boolean
  /** Somebody has read further; the frame says who and how far. */
  readonly marked: (conversation: ConversationId, frame: Uint8Array) => void
  /** The directory has changed: resolves once the author may do what it now may; the client is told after that. */
  readonly refresh: () => Promise<void>
  /** The author may not read this conversation any more, from this call on. */
  readonly expelled: (conversation: ConversationId) => void
  readonly goodbye: (code: 'replaced' | 'token-expired' | 'device-revoked') => void
}

export interface Hub {
  /** An older session of the same device is replaced. */
  readonly add: (subscriber: Subscriber) => void
  readonly remove: (subscriber: Subscriber) => void
  /** From now on `subscriber` hears of these audiences and no others, and of what changes in the directory of `workspaces`. */
  readonly subscribe: (
    subscriber: Subscriber,
    audiences: ReadonlyArray<Audience>,
    workspaces: ReadonlyArray<WorkspaceId>,
  ) => void
  /** These, or all, hear nothing more of the conversation, from this call on. */
  readonly expel: (audience: Audience, conversation: ConversationId, user?: UserId) => void
  readonly readersOf: (audience: Audience) => ReadonlySet<Subscriber>
  readonly devicesOf: (user: UserId) => ReadonlyArray<Subscriber>
  /**
   * Passes entries on to all who may read them and settles the authors' requests, in the order of the log. Where a commit
   * changes who is in a sealed conversation, those who are out hear nothing of it, and all concerned refresh after it.
   */
  readonly publish: (commits: ReadonlyArray<Commit>) => void
  /** Tells everybody in `workspace`, and all devices of `user`, what is new in the directory. */
  readonly directoryChanged: (workspace: WorkspaceId, user?: UserId) => Promise<void>
  readonly signOut: (device: DeviceId) => void
  readonly revoke: (device: DeviceId) => void
}

export function createHub(): Hub {
  const byDevice = new Map<DeviceId, Subscriber>()
  const audiences = createAudiences()
  const { readersOf } = audiences
  const byAuthor = new Map<Author, Subscriber>()
  const byUser = new Map<UserId, ReadonlyArray<Subscriber>>() // a handful each: a set would be larger
  const devicesOf = (user: UserId): ReadonlyArray<Subscriber> => byUser.get(user) ?? []

  /** Answers with the sessions of all whom the change concerns. */
  const regroup = ({ conversation, members }: Commit): ReadonlyArray<Subscriber> => {
    if (members === undefined) return []
    const staying = new Set(members)
    const expelled = [...readersOf(conversation)].filter(({ author }) => !staying.has(author.user))
    for (const subscriber of expelled) {
      audiences.remove(subscriber, conversation)
      subscriber.expelled(conversation)
    }
    return [...expelled, ...members.flatMap(devicesOf)]
  }
  return {
    add: (subscriber) => {
      const older = byDevice.get(subscriber.author.device)
      byDevice.set(subscriber.author.device, subscriber)
      byAuthor.set(subscriber.author, subscriber)
      byUser.set(subscriber.author.user, [...devicesOf(subscriber.author.user), subscriber])
      older?.goodbye('replaced')
    },
    remove: (subscriber) => {
      audiences.leave(subscriber)
      byAuthor.delete(subscriber.author)
      const { user } = subscriber.author
      const others = devicesOf(user).filter((device) => device !== subscriber)
      if (others.length > 0) byUser.set(user, others)
      else byUser.delete(user)
      if (byDevice.get(subscriber.author.device) === subscriber) byDevice.delete(subscriber.author.device)
    },
    subscribe: audiences.place,
    expel: (audience, conversation, user) => {
      const readers = user === undefined ? [...readersOf(audience)] : devicesOf(user)
      for (const reader of readers) {
        if (audience === conversation) audiences.remove(reader, conversation)
        reader.expelled(conversation)
      }
    },
    readersOf,
    devicesOf,
    publish: (commits) => {
      const concerned = new Set(commits.flatMap(regroup))
      for (const commit of commits) publishOne(commit, readersOf(commit.audience), byAuthor)
      for (const subscriber of concerned) void subscriber.refresh()
    },
    directoryChanged: async (workspace, user) => {
      const told = new Set(audiences.inWorkspace(workspace))
      if (user !== undefined) for (const subscriber of devicesOf(user)) told.add(subscriber)
      await Promise.all(Array.from(told, (subscriber) => subscriber.refresh()))
    },
    signOut: (device) => byDevice.get(device)?.goodbye('token-expired'),
    revoke: (device) => byDevice.get(device)?.goodbye('device-revoked'),
  }
}

interface Audiences {
  readonly readersOf: Hub['readersOf']
  /** Those who hear of what changes in its directory. */
  readonly inWorkspace: (workspace: WorkspaceId) => ReadonlyArray<Subscriber>
  readonly place: Hub['subscribe']
  readonly remove: (subscriber: Subscriber, conversation: ConversationId) => void
  readonly leave: (subscriber: Subscriber) => void
}

function createAudiences(): Audiences {
  const byAudience = new Map<Audience, Set<Subscriber>>()
  /** They hear of no workspace as a whole, but of what changes in it. */
  const guests = new Map<WorkspaceId, Set<Subscriber>>()
  const subscriptions = new Map<Subscriber, ReadonlyArray<Audience>>()
  const readersOf: Audiences['readersOf'] = (audience) => byAudience.get(audience) ?? new Set()
  const leave: Audiences['leave'] = (subscriber) => {
    for (const audience of subscriptions.get(subscriber) ?? []) removeFrom(byAudience, audience, subscriber)
    subscriptions.delete(subscriber)
    for (const workspace of guests.keys()) removeFrom(guests, workspace, subscriber)
  }
  return {
    readersOf,
    inWorkspace: (workspace) => [...readersOf(workspace), ...(guests.get(workspace) ?? [])],
    place: (subscriber, audiences, workspaces) => {
      leave(subscriber)
      subscriptions.set(subscriber, audiences)
      for (const audience of audiences) addTo(byAudience, audience, subscriber)
      for (const workspace of workspaces) {
        if (!audiences.includes(workspace)) addTo(guests, workspace, subscriber)
      }
    },
    remove: (subscriber, conversation) => removeFrom(byAudience, conversation, subscriber),
    leave,
  }
}

function addTo<Key>(sets: Map<Key, Set<Subscriber>>, key: Key, subscriber: Subscriber): void {
  const set = sets.get(key)
  if (set === undefined) sets.set(key, new Set([subscriber]))
  else set.add(subscriber)
}

function removeFrom<Key>(sets: Map<Key, Set<Subscriber>>, key: Key, subscriber: Subscriber): void {
  const set = sets.get(key)
  set?.delete(subscriber)
  if (set?.size === 0) sets.delete(key)
}

/** All but the authors get the same frames; an author gets an ack where its own entry stands, and the others' around it. */
function publishOne(
  { conversation, entries }: Commit,
  readers: ReadonlySet<Subscriber>,
  byAuthor: ReadonlyMap<Author, Subscriber>,
): void {
  const authors = new Set(entries.map(({ request }) => request.author))
  const runs = createRuns(
    conversation,
    entries.map(({ logged }) => logged),
  )
  for (const reader of readers) {
    if (!authors.has(reader.author)) for (const run of runs) reader.deliver(run)
  }
  for (const author of authors) {
    const reader = byAuthor.get(author)
    let foreign: Array<(typeof entries)[number]['logged']> = []
    const passOn = (): void => {
      if (reader !== undefined && readers.has(reader)) {
        for (const run of createRuns(conversation, foreign)) reader.deliver(run)
      }
      foreign = []
    }
    for (const { logged, receipt, request } of entries) {
      if (request.author !== author) foreign.push(logged)
      else {
        passOn()
        request.settle({ kind: 'logged', conversation, entry: logged, receipt, repeated: false })
      }
    }
    passOn()
  }
}
