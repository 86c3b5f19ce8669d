/** What a socket of the JSON gateway hears: news of its rooms, who is there, who types, who has read how far. */
import type { Message } from '../../core/conversation/message.ts'
import type { MessageChange } from '../../core/conversation/message-list.ts'
import { decodeEphemeral } from '../../core/protocol/ephemeral.ts'
import type { PresenceChange, RelayFrame } from '../../core/protocol/frame.ts'
import type { ConversationId, OpId, UserId } from '../../core/protocol/ids.ts'
import type { GatewayAnswer } from '../../core/protocol/json-gateway.ts'
import type { MessageAccess } from '../messages/access.ts'
import type { Seat } from '../relay/seat.ts'
import type { Audience } from '../store/log-store.ts'
import type { Store } from '../store/store.ts'
import { answersOf, messageFields } from './news.ts'
import type { Asker } from './requests.ts'

export interface HearingDeps {
  readonly store: Pick<Store, 'directory' | 'messages'>
  readonly access: MessageAccess
  readonly nameOf: (user: UserId) => Promise<string>
}

/** What a socket knows. */
export interface Hearing {
  readonly deps: HearingDeps
  readonly user: UserId
  readonly rooms: Set<ConversationId>
  /** Messages of its own that are on their way, and what the client calls them. */
  readonly sending: Map<OpId, string>
  readonly send: (answer: GatewayAnswer) => void
  audiences: ReadonlyArray<Audience>
  /** Of the directory, as the client was told. */
  version: number
}

export function createAsker(
  hearing: Hearing,
  seat: Seat,
  { device, from }: Pick<Asker, 'device' | 'from'>,
): Asker {
  const { user, rooms, sending, send } = hearing
  return {
    user,
    device,
    from,
    rooms,
    seat,
    joined: (room) => tellJoined(hearing, room),
    left: (room) => {
      if (rooms.delete(room)) send({ type: 'room_left', roomId: room })
    },
    sending: (message, clientId) => {
      sending.set(message, clientId)
      return { settled: () => !sending.delete(message) }
    },
    show: (room, message, clientId) => show(hearing, room, message, clientId),
  }
}

async function tellJoined({ deps, rooms, send }: Hearing, room: ConversationId): Promise<void> {
  rooms.add(room)
  const about = await deps.store.messages.about(room)
  if (about === undefined) return
  send({ type: 'room_joined', roomId: room, name: about.name, memberCount: about.members })
}

async function show(
  { deps, send }: Hearing,
  room: ConversationId,
  message: Message,
  clientId: string | undefined,
): Promise<void> {
  const fields = messageFields(room, message, await deps.nameOf(message.author))
  send({ type: 'message', ...fields, ...(clientId !== undefined && { clientId }) })
}

/** Of a room that it is in. */
export async function tellChange(
  { deps, rooms, sending, send }: Hearing,
  room: ConversationId,
  change: MessageChange,
): Promise<void> {
  const message = change.after ?? change.before
  if (message === undefined) return
  const name = await deps.nameOf(message.author)
  if (!rooms.has(room)) return
  for (const answer of answersOf(room, change, name)) {
    const clientId = answer.type === 'message' ? sending.get(message.id) : undefined
    if (answer.type !== 'message' || clientId === undefined) send(answer)
    else {
      sending.delete(message.id)
      send({ ...answer, clientId })
    }
  }
}

/** What is said beside the logs. */
export function tellLive({ rooms, send }: Hearing, frame: RelayFrame): void {
  if (frame.kind === 'presence') for (const change of frame.changes) send(presenceAnswer(change))
  if (frame.kind !== 'ephemeral' || !rooms.has(frame.conversation)) return
  const said = decodeEphemeral(frame.body)
  if (said?.kind !== 'typing') return
  send({ type: 'typing_indicator', roomId: frame.conversation, userId: frame.user, isTyping: said.on })
}

export const presenceAnswer = ({ user, status, lastSeen }: PresenceChange): GatewayAnswer => ({
  type: 'presence',
  userId: user,
  status,
  ...(lastSeen > 0 && { lastSeen }),
})

export async function tellMarks(
  { deps, rooms, send }: Hearing,
  room: ConversationId,
  marks: ReadonlyArray<{ readonly user: UserId; readonly seq: number }>,
): Promise<void> {
  if (!rooms.has(room)) return
  for (const { user, seq } of marks) {
    const newest = await deps.store.messages.newestUpTo(room, seq)
    send({ type: 'read', roomId: room, userId: user, ...(newest && { messageId: newest.topic }) })
  }
}

/** What the person may read by now; rooms that they may not are left. */
export async function takePlace(hearing: Hearing, seat: Seat): Promise<void> {
  const { deps, user, rooms } = hearing
  const workspaces = await deps.store.directory.workspacesOf(user)
  hearing.audiences = await deps.store.directory.audiencesOf(user)
  seat.place(hearing.audiences, workspaces)
  for (const room of rooms) {
    if ((await deps.access.standing(user, room)).ok) continue
    leaveRoom(hearing, room)
  }
}

/** The person may not read it any more. */
export function leaveRoom({ rooms, send }: Hearing, room: ConversationId): void {
  if (rooms.delete(room)) send({ type: 'room_left', roomId: room, code: 'not-found' })
}

/** Channels that are new to the client, or called otherwise. */
export async function tellDirectory(hearing: Hearing): Promise<void> {
  const { deps, user, send } = hearing
  const { version, changes, newlyReadable } = await deps.store.directory.changesSince(user, hearing.version)
  hearing.version = version
  for (const change of changes) {
    if (change.kind !== 'channel') continue
    const type = newlyReadable.includes(change.id) ? 'conversation:new' : 'conversation:updated'
    send({ type, roomId: change.id, name: change.name, topic: change.topic })
  }
}

/** From now on it is told what changes. */
export async function skipDirectory(hearing: Hearing): Promise<void> {
  const { version } = await hearing.deps.store.directory.changesSince(hearing.user, 0)
  hearing.version = version
}
