/**
 * The relay's y-websocket rooms: who may enter which, and what ends a socket there. Knows neither ws nor HTTP. Rules YW* of
 * core/protocol/SPEC.md.
 */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { DeviceId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { AccessGrant, Authenticate } from '../identity/access-tokens.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { Commit } from '../relay/append.ts'
import { StoreTrouble } from '../store/store.ts'
import { createMember, type Member, type MemberDeps, type RoomConnection, type Standing } from './member.ts'
import type { Room } from './room.ts'
import { createRoomBook, type RoomBookDeps } from './room-book.ts'
import { audienceOf, type RoomTarget } from './room-target.ts'
import { refuseToken, type TooMany, tooManyEntrances, type Unauthorized } from './too-many.ts'

export interface RoomsDeps extends RoomBookDeps, MemberDeps {
  readonly authenticate: Authenticate
  /** Entrances of one user. */
  readonly entrances: Throttle
  /** Bad tokens, of a network. */
  readonly guesses: Throttle
  readonly limits: RoomLimits
}

export interface RoomLimits {
  /** Sockets of one user. */
  readonly sockets: number
  /** Bytes that all rooms hold together before no further one is opened. */
  readonly bytes: number
}

export interface EntryRequest {
  readonly target: RoomTarget
  readonly token: string
  /** The address it comes from. */
  readonly from: string
}

export type EntryRefusal =
  | Unauthorized
  /** No such room, or none that this user may know of. */
  | { readonly kind: 'not-found' }
  | TooMany
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
  readonly admit: (request: EntryRequest) => Promise<Result<Ticket, EntryRefusal>>
  /** To be told of each commit, in the order of the log. */
  readonly committed: (commits: ReadonlyArray<Commit>) => void
  readonly signOut: (device: DeviceId) => void
  /** Resolves once whoever is no member of `workspace` any more has left its rooms. */
  readonly directoryChanged: (workspace: WorkspaceId) => Promise<void>
  /** Closes all sockets; resolves once what they had sent is with the store or the append queue. */
  readonly drain: () => Promise<void>
  /** Rooms in use, and the sockets in them. */
  readonly count: () => number
  readonly sockets: () => number
}

export function createRooms(deps: RoomsDeps): Rooms {
  const book = createRoomBook(deps)
  const guests = createGuestList()
  let isDraining = false

  const enter = ({ target, grant, standing }: Admission, connection: RoomConnection): RoomEvents => {
    const room = book.open(target)
    const leave = (): void => {
      guests.remove(guest)
      room.leave(member)
      void book.release(target, room)
    }
    const member = createMember(deps, { grant, standing, leave }, connection)
    const guest = { member, room, target }
    guests.add(guest)
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
  const hasSpace = (target: RoomTarget): boolean =>
    !isDraining && (book.isOpen(target) || book.bytes() < deps.limits.bytes)
  return {
    admit: async (request) => {
      const admission = await admit(deps, request, guests)
      if (!admission.ok) return admission
      if (!hasSpace(request.target)) return fail({ kind: 'unavailable' })
      return ok({ enter: (connection) => enter(admission.value, connection) })
    },
    committed: book.committed,
    signOut: (device) => {
      for (const { member } of guests.all()) if (member.grant.device === device) member.end('signed-out')
    },
    directoryChanged: async (workspace) => {
      for (const { member, target } of guests.all()) {
        if (member.workspace !== workspace) continue
        const standing = await standingFor(member.grant.user, target, deps)
        if (standing === undefined) member.end('not-a-member')
        else member.stand(standing)
      }
    },
    drain: async () => {
      isDraining = true
      const present = guests.all()
      for (const { member } of present) member.end('draining')
      await Promise.all(present.map(({ member }) => member.idle()))
      await Promise.all(present.map(({ room }) => room.idle()))
    },
    count: book.count,
    sockets: () => guests.all().length,
  }
}

interface Admission {
  readonly target: RoomTarget
  readonly grant: AccessGrant
  readonly standing: Standing
}

async function admit(
  { store, authenticate, entrances, guesses, limits, log, tallies }: RoomsDeps,
  { target, token, from }: EntryRequest,
  guests: GuestList,
): Promise<Result<Admission, EntryRefusal>> {
  try {
    const grant = await authenticate(token)
    if (!grant.ok) return fail(refuseToken(guesses, from, grant.failure))
    const { user, device } = grant.value
    const tooMany = tooManyEntrances(guests.socketsOf(user) < limits.sockets, entrances, user)
    if (tooMany !== undefined) return fail(tooMany)
    const standing = await standingFor(user, target, { store })
    if (standing === undefined) return fail({ kind: 'not-found' })
    // Last: who signed out meanwhile must not slip in.
    const isActive = (await store.accounts.activeDevice(device)) !== undefined
    return isActive ? ok({ target, grant: grant.value, standing }) : fail({ kind: 'unauthorized' })
  } catch (error) {
    if (!(error instanceof StoreTrouble)) throw error
    tallies.storeTroubles++
    log.error({ error }, 'nobody can enter a room: the store cannot be read')
    return fail({ kind: 'unavailable' })
  }
}

/** Of whoever may enter the room. */
async function standingFor(
  user: UserId,
  target: RoomTarget,
  { store }: Pick<RoomsDeps, 'store'>,
): Promise<Standing | undefined> {
  const room = await audienceOf(target, store)
  if (room === undefined) return undefined
  const audiences = await store.directory.audiencesOf(user)
  return audiences.includes(room.audience) ? { workspace: room.workspace, audiences } : undefined
}

interface Guest {
  readonly member: Member
  readonly target: RoomTarget
  readonly room: Room
}

interface GuestList {
  readonly add: (guest: Guest) => void
  readonly remove: (guest: Guest) => void
  readonly all: () => ReadonlyArray<Guest>
  readonly socketsOf: (user: UserId) => number
}

function createGuestList(): GuestList {
  const guests = new Set<Guest>()
  const sockets = new Map<UserId, number>()
  const count = ({ member }: Guest, by: number): void => {
    const { user } = member.grant
    const next = (sockets.get(user) ?? 0) + by
    if (next === 0) sockets.delete(user)
    else sockets.set(user, next)
  }
  return {
    add: (guest) => {
      guests.add(guest)
      count(guest, 1)
    },
    remove: (guest) => {
      guests.delete(guest)
      count(guest, -1)
    },
    all: () => [...guests],
    socketsOf: (user) => sockets.get(user) ?? 0,
  }
}
