/**
 * The JSON gateway: sockets of bots and scripts, which speak in text. Knows neither ws nor HTTP. Rules JG* of
 * core/protocol/SPEC.md.
 */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { MessageChange } from '../../core/conversation/message-list.ts'
import type { ConversationId, DeviceId, UserId } from '../../core/protocol/ids.ts'
import type { AccessGrant, Authenticate } from '../identity/access-tokens.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { Projection } from '../messages/projection.ts'
import type { Commit } from '../relay/append.ts'
import type { AccountStore } from '../store/account-store.ts'
import { StoreTrouble } from '../store/store.ts'
import { createGatewayMember, type GatewayConnection, type GatewayMember, type MemberDeps } from './member.ts'
import { refuseToken, type TooMany, tooManyEntrances, type Unauthorized } from '../rooms/too-many.ts'

export interface JsonGatewayDeps extends Omit<MemberDeps, 'nameOf'> {
  readonly authenticate: Authenticate
  readonly accounts: Pick<AccountStore, 'activeDevice'>
  readonly projection: Pick<Projection, 'read'>
  /** Entrances of one user. */
  readonly entrances: Throttle
  /** Bad tokens, of a network. */
  readonly guesses: Throttle
  /** Sockets of one user. */
  readonly maxSockets: number
  /** Where pages may come from that open sockets. */
  readonly origins: ReadonlySet<string>
}

export interface Entrance {
  readonly token: string
  /** The page that opens it; undefined for what is no page. */
  readonly origin: string | undefined
  /** Joined at once, if any. */
  readonly room: string | undefined
  /** The address it comes from. */
  readonly from: string
}

export type EntranceRefusal =
  | Unauthorized
  | { readonly kind: 'foreign-origin' }
  | TooMany
  | { readonly kind: 'unavailable' }

export interface JsonGateway {
  /** The right to enter, to be used at once. */
  readonly admit: (
    entrance: Entrance,
  ) => Promise<Result<(connection: GatewayConnection) => GatewayMember, EntranceRefusal>>
  /** To be told of each commit. */
  readonly committed: (commits: ReadonlyArray<Commit>) => void
  /** To be told what has become of messages. */
  readonly news: (conversation: ConversationId, changes: ReadonlyArray<MessageChange>) => void
  readonly signOut: (device: DeviceId) => void
  /** Closes all sockets; resolves once what they had sent is done. */
  readonly drain: () => Promise<void>
  /** Open ones. */
  readonly sockets: () => number
}

export function createJsonGateway(deps: JsonGatewayDeps): JsonGateway {
  const members = new Set<GatewayMember>()
  let isDraining = false
  const socketsOf = (user: UserId): number => [...members].filter(({ grant }) => grant.user === user).length
  const nameOf: MemberDeps['nameOf'] = async (user) => (await deps.store.messages.nameOf(user)) ?? ''
  const membersIn = (room: ConversationId): ReadonlyArray<GatewayMember> =>
    [...members].filter(({ rooms }) => rooms.has(room))

  const read = async (conversation: ConversationId): Promise<void> => {
    try {
      await deps.projection.read(conversation)
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error
      deps.tallies.storeTroubles++
      deps.log.error({ error }, 'the JSON gateway cannot read a conversation')
    }
  }
  return {
    admit: async (entrance) => {
      const grant = await admitted(deps, entrance, (user) => socketsOf(user) < deps.maxSockets)
      if (!grant.ok) return grant
      if (isDraining) return fail({ kind: 'unavailable' })
      return ok((connection) => {
        const left = (gone: GatewayMember): void => void members.delete(gone)
        const place = { grant: grant.value, from: entrance.from, room: entrance.room, left }
        const member = createGatewayMember({ ...deps, nameOf }, place, connection)
        members.add(member)
        return member
      })
    },
    committed: (commits) => {
      if (members.size === 0) return
      for (const { conversation } of commits) if (membersIn(conversation).length > 0) void read(conversation)
    },
    news: (conversation, changes) => {
      for (const member of membersIn(conversation)) member.tell(conversation, changes)
    },
    signOut: (device) => {
      for (const member of members) if (member.grant.device === device) member.end('signed-out')
    },
    drain: async () => {
      isDraining = true
      const present = [...members]
      await Promise.all(present.map(({ idle }) => idle()))
      for (const member of present) member.end('draining')
    },
    sockets: () => members.size,
  }
}

async function admitted(
  { authenticate, accounts, entrances, guesses, origins, log, tallies }: JsonGatewayDeps,
  { token, origin, from }: Entrance,
  hasRoom: (user: UserId) => boolean,
): Promise<Result<AccessGrant, EntranceRefusal>> {
  if (origin !== undefined && !origins.has(origin)) return fail({ kind: 'foreign-origin' })
  try {
    const grant = await authenticate(token)
    if (!grant.ok) return fail(refuseToken(guesses, from, grant.failure))
    const { user, device } = grant.value
    const tooMany = tooManyEntrances(hasRoom(user), entrances, user)
    if (tooMany !== undefined) return fail(tooMany)
    // Last: who signed out meanwhile must not slip in.
    return (await accounts.activeDevice(device)) === undefined ? fail({ kind: 'unauthorized' }) : grant
  } catch (error) {
    if (!(error instanceof StoreTrouble)) throw error
    tallies.storeTroubles++
    log.error({ error }, 'nobody can enter the JSON gateway: the store cannot be read')
    return fail({ kind: 'unavailable' })
  }
}
