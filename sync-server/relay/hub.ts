/** Who is connected: one session a device, and the sessions of each workspace. */
import type { DeviceId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { Author, Commit } from './append.ts'
import { createRuns, type EntryRun } from './entry-run.ts'

/** A welcomed session as others see it. */
export interface Subscriber {
  readonly author: Author
  readonly deliver: (run: EntryRun) => void
  /** The directory has changed: resolves once the author may do what it now may; the client is told after that. */
  readonly refresh: () => Promise<void>
  readonly replaced: () => void
  readonly signedOut: () => void
}

export interface Hub {
  /** An older session of the same device is replaced. */
  readonly add: (subscriber: Subscriber) => void
  readonly remove: (subscriber: Subscriber) => void
  /** From now on `subscriber` hears of these workspaces and no others. */
  readonly subscribe: (subscriber: Subscriber, workspaces: ReadonlyArray<WorkspaceId>) => void
  /** Passes entries on to all who may read them and settles the authors' requests, in the order of the log. */
  readonly publish: (commits: ReadonlyArray<Commit>) => void
  /** Tells everybody in `workspace`, and all devices of `user`, what is new in the directory. */
  readonly directoryChanged: (workspace: WorkspaceId, user?: UserId) => Promise<void>
  readonly signOut: (device: DeviceId) => void
}

export function createHub(): Hub {
  const byDevice = new Map<DeviceId, Subscriber>()
  const byWorkspace = new Map<WorkspaceId, Set<Subscriber>>()
  const subscriptions = new Map<Subscriber, ReadonlyArray<WorkspaceId>>()

  const leave = (subscriber: Subscriber): void => {
    for (const workspace of subscriptions.get(subscriber) ?? []) {
      const members = byWorkspace.get(workspace)
      members?.delete(subscriber)
      if (members?.size === 0) byWorkspace.delete(workspace)
    }
    subscriptions.delete(subscriber)
  }
  return {
    add: (subscriber) => {
      const older = byDevice.get(subscriber.author.device)
      byDevice.set(subscriber.author.device, subscriber)
      older?.replaced()
    },
    remove: (subscriber) => {
      leave(subscriber)
      if (byDevice.get(subscriber.author.device) === subscriber) byDevice.delete(subscriber.author.device)
    },
    subscribe: (subscriber, workspaces) => {
      leave(subscriber)
      subscriptions.set(subscriber, workspaces)
      for (const workspace of workspaces) {
        const members = byWorkspace.get(workspace)
        if (members === undefined) byWorkspace.set(workspace, new Set([subscriber]))
        else members.add(subscriber)
      }
    },
    publish: (commits) => {
      for (const commit of commits) publishOne(commit, byWorkspace.get(commit.workspace) ?? new Set())
    },
    directoryChanged: async (workspace, user) => {
      const told = new Set(byWorkspace.get(workspace))
      for (const subscriber of byDevice.values()) if (subscriber.author.user === user) told.add(subscriber)
      await Promise.all(Array.from(told, (subscriber) => subscriber.refresh()))
    },
    signOut: (device) => byDevice.get(device)?.signedOut(),
  }
}

/** All but the authors get the same frames; an author gets an ack where its own entry stands, and the others' around it. */
function publishOne({ conversation, entries }: Commit, readers: ReadonlySet<Subscriber>): void {
  const authors = new Set(entries.map(({ request }) => request.author))
  const runs = createRuns(
    conversation,
    entries.map(({ logged }) => logged),
  )
  for (const reader of readers) {
    if (!authors.has(reader.author)) for (const run of runs) reader.deliver(run)
  }
  for (const author of authors) {
    const reader = Array.from(readers).find((each) => each.author === author)
    let foreign: Array<(typeof entries)[number]['logged']> = []
    const passOn = (): void => {
      for (const run of createRuns(conversation, foreign)) reader?.deliver(run)
      foreign = []
    }
    for (const { logged, request } of entries) {
      if (request.author !== author) foreign.push(logged)
      else {
        passOn()
        request.settle({ kind: 'logged', entry: logged })
      }
    }
    passOn()
  }
}
