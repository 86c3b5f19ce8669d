/** What a client of the JSON gateway asks for. */
import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Message } from '../../core/conversation/message.ts'
import { encodeEphemeral } from '../../core/protocol/ephemeral.ts'
import type { ConversationId, DeviceId, OpId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { type GatewayFrame, gatewayFrame, maxGatewayRooms } from '../../core/protocol/json-gateway.ts'
import type { Audit } from '../audit/audit.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { MessageAccess } from '../messages/access.ts'
import { keyedId } from '../messages/message-writes.ts'
import type { MessageFailure, Messages } from '../messages/messages.ts'
import type { Seat } from '../relay/seat.ts'
import { faultOf, type GatewayFault, sealedDetail } from './failures.ts'

export interface RequestDeps {
  readonly messages: Messages
  readonly access: MessageAccess
  readonly audit: Audit
  readonly workspaceOf: (conversation: ConversationId) => Promise<WorkspaceId | undefined>
  /** Messages by user and room; everything else by user. */
  readonly rates: { readonly messages: Throttle; readonly frames: Throttle }
}

/** The socket, as a request sees it. */
export interface Asker {
  readonly user: UserId
  readonly device: DeviceId
  /** The address it came from. */
  readonly from: string
  readonly rooms: Set<ConversationId>
  readonly seat: Seat
  /** Tells the client that it is in. */
  readonly joined: (room: ConversationId) => Promise<void>
  readonly left: (room: ConversationId) => void
  /** A message on its way: `sent` is called where the news of it did not say so already. */
  readonly sending: (message: OpId, clientId: string) => { readonly settled: () => boolean }
  readonly show: (room: ConversationId, message: Message, clientId: string | undefined) => Promise<void>
}

export interface RequestFault extends GatewayFault {
  readonly request?: string
  readonly clientId?: string
}

const maxDetail = 200

/** Undefined if it was done. */
export async function answerText(
  text: string,
  asker: Asker,
  deps: RequestDeps,
): Promise<RequestFault | undefined> {
  const frame = readFrame(text)
  if (!frame.ok) return frame.failure
  const { request } = frame.value
  const clientId = frame.value.type === 'message' ? frame.value.clientId : undefined
  const done = await answer(frame.value, asker, deps)
  if (done.ok) return undefined
  return {
    ...done.failure,
    ...(request !== undefined && { request }),
    ...(clientId !== undefined && { clientId }),
  }
}

function readFrame(text: string): Result<GatewayFrame, GatewayFault> {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return fail({ code: 'bad-frame', detail: 'This is not JSON.' })
  }
  const read = v.safeParse(gatewayFrame, given)
  if (read.success) return ok(read.output)
  const [issue] = read.issues
  const path = v.getDotPath(issue)
  const detail =
    path === null ? 'A frame is one JSON object with a type.' : `The field ${path} is not as it should be.`
  return fail({ code: 'bad-frame', detail: detail.slice(0, maxDetail) })
}

type Done = Result<unknown, GatewayFault>

async function answer(frame: GatewayFrame, asker: Asker, deps: RequestDeps): Promise<Done> {
  const { user } = asker
  const tooMany = frame.type === 'message' ? undefined : take(deps.rates.frames, user)
  if (tooMany !== undefined) return fail(tooMany)
  switch (frame.type) {
    case 'join_room':
      return join(frame.roomId, asker, deps)
    case 'leave_room':
      asker.left(frame.roomId)
      return ok(null)
    case 'message':
      return send(frame, asker, deps)
    case 'edit': {
      const { content: text, mentions } = frame
      return told(await deps.messages.edit(user, frame.roomId, frame.messageId, { text, mentions }))
    }
    case 'delete':
      return remove(frame, asker, deps)
    case 'reaction':
      return told(await deps.messages.react(user, frame.roomId, frame.messageId, frame))
    case 'typing':
      return type(frame, asker, deps)
    case 'mark_as_read':
      return told(await deps.messages.markRead(user, frame.roomId, frame.messageId))
    case 'presence':
      asker.seat.say(frame.status)
      return ok(null)
    case 'direct_message':
      return fail({ code: 'sealed', detail: sealedDetail })
  }
}

const told = (done: Result<unknown, MessageFailure>): Done => (done.ok ? done : fail(faultOf(done.failure)))

function take(throttle: Throttle, key: string): GatewayFault | undefined {
  const { retryAfter } = throttle.take(key)
  if (retryAfter === 0) return undefined
  return { code: 'rate-limited', detail: `Too many. Go on in ${retryAfter} seconds.`, retryAfter }
}

async function join(room: ConversationId, asker: Asker, { access }: RequestDeps): Promise<Done> {
  const standing = await access.standing(asker.user, room)
  if (!standing.ok) return told(standing)
  if (!asker.rooms.has(room) && asker.rooms.size >= maxGatewayRooms) {
    return fail({ code: 'too-many-rooms', detail: `A socket may be in ${maxGatewayRooms} rooms.` })
  }
  await asker.joined(room)
  return ok(null)
}

async function send(
  {
    roomId,
    content,
    clientId,
    replyTo,
    thread,
    alsoInChannel,
    mentions,
    attachments,
    expiresAfter,
  }: Extract<GatewayFrame, { type: 'message' }>,
  asker: Asker,
  { messages, rates }: RequestDeps,
): Promise<Done> {
  const { user } = asker
  const tooMany = take(rates.messages, `${user}/${roomId}`)
  if (tooMany !== undefined) return fail(tooMany)
  const wait = clientId === undefined ? undefined : asker.sending(keyedId(user, roomId, clientId), clientId)
  const sent = await messages.send(user, roomId, {
    text: content,
    mentions,
    ...(clientId !== undefined && { key: clientId }),
    ...(replyTo !== undefined && { replyTo }),
    ...(thread !== undefined && { thread }),
    ...(alsoInChannel !== undefined && { alsoInChannel }),
    ...(attachments && { attachments }),
    ...(expiresAfter !== undefined && { expiresAfter }),
  })
  const isShown = wait?.settled() ?? asker.rooms.has(roomId)
  if (sent.ok && !isShown) await asker.show(roomId, sent.value, clientId)
  return told(sent)
}

/** With the line that the API writes of it, too. */
async function remove(
  { roomId, messageId }: Extract<GatewayFrame, { type: 'delete' }>,
  { user, device, from }: Asker,
  { messages, audit, workspaceOf }: RequestDeps,
): Promise<Done> {
  const removed = await messages.remove(user, roomId, messageId)
  if (removed.ok || removed.failure.kind === 'forbidden') {
    await audit.record((await workspaceOf(roomId)) ?? 'relay', {
      action: 'removeMessage',
      user,
      device,
      from,
      outcome: removed.ok ? 'done' : removed.failure.kind,
      target: { conversation: roomId, message: messageId },
    })
  }
  return told(removed)
}

async function type(
  { roomId, isTyping }: Extract<GatewayFrame, { type: 'typing' }>,
  asker: Asker,
  { access }: RequestDeps,
): Promise<Done> {
  const standing = await access.standing(asker.user, roomId)
  if (!standing.ok) return told(standing)
  await asker.seat.passOn(roomId, encodeEphemeral({ kind: 'typing', on: isTyping, thread: undefined }))
  return ok(null)
}
