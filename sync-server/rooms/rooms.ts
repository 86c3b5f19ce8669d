/**
 * The relay's y-websocket rooms: who may enter which, which are in use, and what ends a socket there. Knows neither ws
 * nor HTTP. Rules YW* of core/protocol/SPEC.md.
 */
import type { Clock } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { DeviceId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { AccessGrant, Authenticate } from '../identity/access-tokens.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { Logger } from '../logger.ts'
import type { AppendRequest, Commit } from '../relay/append.ts'
import { type Store, StoreTrouble } from '../store/store.ts'
import { createDocumentContent } from './document-content.ts'
import { createDocumentLog } from './document-log.ts'
import { createLines } from './lines.ts'
import { createMember, type Member, type RoomConnection } from './member.ts'
import { createRoom, type Room } from './room.ts'
import { type RoomTarget, roomKey, segmentKey, workspaceOf } from './room-target.ts'
import { createSegmentContent, type SegmentContent } from './segment-content.ts'

export interface RoomsDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly authenticate: Authenticate
  readonly append: (request: AppendRequest) => void
  /** Runs after the input that is ready now has been read. */
  readonly soon: (run: () => void) => void
  /** Entrances of one user. */
  readonly entrances: Throttle
  readonly limits: RoomLimits
}

export interface RoomLimits {
  /** Sockets of one user. */
  readonly sockets: number
  /** Bytes that all rooms hold together before no further one is opened. */
  readonly bytes: number
}

export type EntryRefusal =
  | { readonly kind: 'unauthorized' }
  /** No such room, or none that this user may know of. */
  | { readonly kind: 'not-found' }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'unavailable' }

/** The right to enter, to be used at once. */
export interface Ticket {
  readonly enter: (connection: RoomConnection) => RoomEvents
}

export interface RoomEvents {
  readonly received: (message: Uint8Array) => void
  /** A sign of life. */
  readonly heard: () => void
  /** What came in was no message: text. */
  readonly violated: (detail: string) => void
  readonly closed: () => void
}

export interface Rooms {
  readonly admit: (target: RoomTarget, token: string) => Promise<Result<Ticket, EntryRefusal>>
  /** To be told of each commit, in the order of the log. */
  readonly committed: (commits: ReadonlyArray<Commit>) => void
  readonly signOut: (device: DeviceId) => void
  /** Resolves once whoever is no member of `workspace` any more has left its rooms. */
  readonly directoryChanged: (workspace: WorkspaceId) => Promise<void>
  /** Closes all sockets; resolves once what they had sent is with the store or the append queue. */
  readonly drain: () => Promise<void>
  /** Rooms in use. */
  readonly count: () => number
}

interface Guest {
  readonly member: Member
  readonly room: Room
}

export function createRooms(deps: RoomsDeps): Rooms {
  const book = createRoomBook(deps)
  const guests = new Set<Guest>()
  const sockets = new Map<string, number>()
  let isDraining = false

  const enter = (
    target: RoomTarget,
    grant: AccessGrant,
    workspace: WorkspaceId,
    connection: RoomConnection,
  ): RoomEvents => {
    const room = book.open(target)
    const leave = (): void => {
      guests.delete(guest)
      room.leave(member)
      count(sockets, grant.user, -1)
      void book.release(target, room)
    }
    const member = createMember(deps, { grant, workspace, leave }, connection)
    const guest = { member, room }
    guests.add(guest)
    count(sockets, grant.user, 1)
    room.enter(member)
    return {
      received: (message) => {
        if (!member.isOpen()) return
        member.heard()
        room.receive(member, message)
      },
      heard: member.heard,
      violated: (detail) => member.end('protocol-error', detail),
      closed: member.closed,
    }
  }
  const mayEnter = (user: string): boolean =>
    (sockets.get(user) ?? 0) < deps.limits.sockets && deps.entrances.take(user).retryAfter === 0

  const admit = async (target: RoomTarget, token: string): Promise<Result<Ticket, EntryRefusal>> => {
    const grant = await deps.authenticate(token)
    if (!grant.ok) return fail({ kind: 'unauthorized' })
    const { user, device } = grant.value
    if (!mayEnter(user)) return fail({ kind: 'too-many' })
    const workspace = await workspaceOf(target, deps.store)
    if (workspace === undefined || (await deps.store.directory.role(workspace, user)) === undefined) {
      return fail({ kind: 'not-found' })
    }
    // Last: who signed out meanwhile must not slip in.
    if ((await deps.store.accounts.activeDevice(device)) === undefined) return fail({ kind: 'unauthorized' })
    if (isDraining || !book.hasRoomFor(target)) return fail({ kind: 'unavailable' })
    return ok({ enter: (connection) => enter(target, grant.value, workspace, connection) })
  }
  return {
    admit: async (target, token) => {
      try {
        return await admit(target, token)
      } catch (error) {
        if (!(error instanceof StoreTrouble)) throw error
        deps.log.error({ error }, 'nobody can enter a room: the store cannot be read')
        return fail({ kind: 'unavailable' })
      }
    },
    committed: book.committed,
    signOut: (device) => {
      for (const { member } of guests) if (member.grant.device === device) member.end('signed-out')
    },
    directoryChanged: async (workspace) => {
      for (const { member } of guests) {
        if (member.workspace !== workspace) continue
        if ((await deps.store.directory.role(workspace, member.grant.user)) === undefined) {
          member.end('not-a-member')
        }
      }
    },
    drain: async () => {
      isDraining = true
      const all = [...guests]
      for (const { member } of all) member.end('draining')
      await Promise.all(all.map(({ member }) => member.idle()))
      await Promise.all(all.map(({ room }) => room.idle()))
    },
    count: book.count,
  }
}

function count(counts: Map<string, number>, key: string, by: number): void {
  const next = (counts.get(key) ?? 0) + by
  if (next === 0) counts.delete(key)
  else counts.set(key, next)
}

interface RoomBook {
  /** The room in use, or a new one. */
  readonly open: (target: RoomTarget) => Room
  /** Lets go of the room once nobody is in it and all is stored. */
  readonly release: (target: RoomTarget, room: Room) => Promise<void>
  readonly hasRoomFor: (target: RoomTarget) => boolean
  readonly committed: Rooms['committed']
  readonly count: () => number
}

interface OpenRoom {
  readonly room: Room
  readonly segment: SegmentContent | undefined
}

function createRoomBook(deps: RoomsDeps): RoomBook {
  const rooms = new Map<string, OpenRoom>()
  const lines = createLines()
  const documents = { ...deps, documents: deps.store.documents }
  const contents = {
    segments: { ...deps, lines },
    documents: { ...documents, documentLog: createDocumentLog(deps.store.documents, deps.soon) },
  }
  const forget = (key: string, room: Room | undefined): void => {
    if (rooms.get(key)?.room === room) rooms.delete(key)
  }
  const create = (target: RoomTarget): OpenRoom => {
    const key = roomKey(target)
    const dissolved = (): void => forget(key, opened.room)
    const make = (): OpenRoom => {
      if (target.kind === 'document') {
        const { room } = createRoom(
          deps.clock,
          (voice) => createDocumentContent(contents.documents, target.document, voice),
          dissolved,
        )
        return { room, segment: undefined }
      }
      const { room, content } = createRoom(
        deps.clock,
        (voice) => createSegmentContent(contents.segments, target, voice),
        dissolved,
      )
      return { room, segment: content }
    }
    const opened = make()
    rooms.set(key, opened)
    return opened
  }
  return {
    open: (target) => (rooms.get(roomKey(target)) ?? create(target)).room,
    release: async (target, room) => {
      await room.idle()
      if (!room.isEmpty()) return
      forget(roomKey(target), room)
      room.close()
    },
    hasRoomFor: (target) => {
      if (rooms.has(roomKey(target))) return true
      let bytes = 0
      for (const { room } of rooms.values()) bytes += room.bytes()
      return bytes < deps.limits.bytes
    },
    committed: (commits) => {
      if (rooms.size === 0) return
      for (const { conversation, entries } of commits) {
        for (const { logged, request } of entries) {
          const entry = decodeEntry(logged.bytes)
          if (!entry.ok || entry.value.kind !== 'content') continue
          const room = rooms.get(segmentKey(conversation, entry.value.segment))
          room?.segment?.committed(logged, entry.value.update, request.author)
        }
      }
    },
    count: () => rooms.size,
  }
}
