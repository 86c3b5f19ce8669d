/**
 * Chat for bots, scripts and pages of others: open conversations over the REST API and the JSON gateway. It keeps its
 * rooms up to date, comes back after every break and sends what was written meanwhile. Nothing outlives the process;
 * what is sealed is for devices, headless/ among them. The guide is docs/guides/client.md, the rules are CC* of SPEC.md.
 */
import type { Clock } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import { type Cell, createCell, type Readable } from '../base/readable.ts'
import { ok, type Result } from '../base/result.ts'
import { paths } from '../protocol/api.ts'
import type { SecretStreams } from '../sealed/sealed-file.ts'
import type { AnswerOf, ChatAnswer } from './answers.ts'
import { type ChatApi, type ChatFailure, createChatApi, type Fetch, type Rooms } from './api.ts'
import { type ChatFile, type ChatFiles, createChatFiles } from './files.ts'
import { type ChatSocket, type ConnectionState, createLine } from './line.ts'
import { type ChatOutbox, createChatOutbox, type Saying } from './outbox.ts'
import { type ChatAttachment, createRoomModel, detailsOf, type RoomModel, type RoomView } from './room.ts'

export interface ChatClientDeps {
  /** The relay: `https://chat.example`. */
  readonly url: string
  /** A good access token, asked for before each connection and call. */
  readonly token: () => string | Promise<string>
  readonly fetch: Fetch
  /** `(address) => new WebSocket(address)`. */
  readonly openSocket: (address: string) => ChatSocket
  /** libsodium, once its `ready` has resolved (the package `libsodium-wrappers-sumo`): for files, which are sealed. */
  readonly sodium?: SecretStreams
  readonly clock: Clock
  readonly random: Random
}

export interface ChatRoom extends RoomView {
  readonly id: string
  /** Shown at once, and sent now or when the relay is there again. Answers with the id that it has until then. */
  readonly send: (text: string, saying?: Saying) => Result<string, { readonly kind: 'full' }>
  /** Seals a file and puts it up; what it answers goes into `attachments` of what is sent. */
  readonly attach: (file: ChatFile) => Promise<Result<ChatAttachment, ChatFailure>>
  readonly edit: (message: string, text: string) => void
  readonly remove: (message: string) => void
  readonly react: (message: string, emoji: string, on?: boolean) => void
  /** Say it again every few seconds while it lasts. */
  readonly setTyping: (on: boolean) => void
  /** Up to a message, or all. */
  readonly markRead: (message?: string) => void
  /** Brings the page before what is there; answers whether there is more. */
  readonly older: () => Promise<Result<boolean, ChatFailure>>
  /** What still waits goes out when it is joined again. */
  readonly leave: () => void
}

type Presences = ReadonlyMap<string, AnswerOf<'presence'>>

export interface ChatClient {
  readonly connection: Readable<ConnectionState>
  /** By user, as far as told. */
  readonly presence: Readable<Presences>
  /** The open conversations of a workspace that one may read. */
  readonly rooms: (workspace: string) => Promise<Result<Rooms, ChatFailure>>
  /** Joins, once; the same room again is the same object. */
  readonly join: (room: string) => ChatRoom
  /** All of a file that a message names, once it was found to be what the message says. */
  readonly open: ChatFiles['open']
  readonly setPresence: (status: 'online' | 'away' | 'busy' | 'invisible') => void
  /** Every frame that comes in, until the returned function is called. */
  readonly listen: (listener: (answer: ChatAnswer) => void) => () => void
  /** What waits is not sent any more. */
  readonly close: () => void
}

interface Joined {
  readonly model: RoomModel
  readonly room: ChatRoom
  /** The relay has said so on the present socket. */
  isIn: boolean
}

export function createChatClient(deps: ChatClientDeps): ChatClient {
  const { clock, random } = deps
  const url = deps.url.replace(/\/+$/, '')
  const api = createChatApi({ ...deps, url })
  const files = createChatFiles({ ...deps, url, sodium: deps.sodium })
  const rooms = new Map<string, Joined>()
  const listeners = new Set<(answer: ChatAnswer) => void>()
  const presence: Cell<Presences> = createCell<Presences>(new Map())
  const address = (token: string): string =>
    `${url.replace(/^http/, 'ws')}${paths.gateway}?token=${encodeURIComponent(token)}`
  const heard = (answer: ChatAnswer): void => {
    if (answer.type === 'presence') presence.write(new Map(presence.read()).set(answer.userId, answer))
    takeAnswer(answer, rooms, outbox)
    // oxlint-disable-next-line unicorn/no-useless-spread -- a copy: a listener may add or remove listeners
    for (const listener of [...listeners]) listener(answer)
  }
  const opened = (): void => {
    for (const [id, each] of rooms) {
      each.isIn = false
      line.send(joinFrame(id))
    }
  }
  const line = createLine({ ...deps, address }, { opened, heard })
  const outbox = createChatOutbox({
    clock,
    random,
    send: line.send,
    isOpen: (room) => line.state.read() === 'online' && rooms.get(room)?.isIn === true,
    dead: line.renew,
  })
  return {
    connection: line.state,
    presence,
    rooms: api.rooms,
    open: files.open,
    join: (id) => {
      const known = rooms.get(id)
      if (known !== undefined) return known.room
      const joined = join(id, { api, files, clock, outbox, send: line.send, left: () => rooms.delete(id) })
      rooms.set(id, joined)
      line.send(joinFrame(id))
      return joined.room
    },
    setPresence: (status) => line.send({ type: 'presence', status }),
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => {
      line.close()
      outbox.stop()
      for (const { model } of rooms.values()) model.stop()
    },
  }
}

function takeAnswer(answer: ChatAnswer, rooms: ReadonlyMap<string, Joined>, outbox: ChatOutbox): void {
  if (answer.type === 'error') {
    const refused = outbox.refused(answer)
    if (refused !== undefined) showRefused(rooms.get(refused.roomId)?.model, refused.clientId, answer)
    else rooms.get(answer.request ?? '')?.model.heard(answer)
    return
  }
  const joined = 'roomId' in answer ? rooms.get(answer.roomId) : undefined
  if (joined === undefined) return
  if (answer.type === 'message' && answer.clientId !== undefined && outbox.settled(answer.clientId)) {
    joined.model.hide(answer.clientId)
  }
  joined.model.heard(answer)
  if (answer.type === 'room_left') joined.isIn = false
  if (answer.type !== 'room_joined') return
  joined.isIn = true
  outbox.drain(answer.roomId)
  // What fails here is tried with the next connection.
  void joined.model.catchUp()
}

function showRefused(
  model: RoomModel | undefined,
  clientId: string,
  { code, detail }: AnswerOf<'error'>,
): void {
  const shown = model?.messages.read().find(({ id }) => id === clientId)
  if (shown !== undefined) model?.show({ ...shown, delivery: 'refused', refusal: { code, detail } })
}

/** What comes back if it fails names the room. */
const joinFrame = (roomId: string) => ({ type: 'join_room', roomId, request: roomId })

interface JoinDeps {
  readonly api: ChatApi
  readonly files: ChatFiles
  readonly clock: Clock
  readonly outbox: ChatOutbox
  readonly send: (frame: object) => void
  readonly left: () => void
}

function join(id: string, { api, files, clock, outbox, send, left }: JoinDeps): Joined {
  const model = createRoomModel({ id, api, clock })
  const about = { roomId: id }
  const room: ChatRoom = {
    id,
    messages: model.messages,
    typing: model.typing,
    problem: model.problem,
    older: model.older,
    send: (text, saying = {}) => {
      const added = outbox.add(id, text, saying)
      if (!added.ok) return added
      const { clientId } = added.value
      model.show(ownMessage(clientId, text, saying, clock.now()))
      return ok(clientId)
    },
    attach: (file) => files.attach(id, file),
    edit: (messageId, content) => send({ type: 'edit', ...about, messageId, content }),
    remove: (messageId) => send({ type: 'delete', ...about, messageId }),
    react: (messageId, emoji, on = true) => send({ type: 'reaction', ...about, messageId, emoji, on }),
    setTyping: (isTyping) => send({ type: 'typing', ...about, isTyping }),
    markRead: (messageId) => send({ type: 'mark_as_read', ...about, ...(messageId && { messageId }) }),
    leave: () => {
      model.stop()
      send({ type: 'leave_room', ...about })
      left()
    },
  }
  return { model, room, isIn: false }
}

const ownMessage = (
  id: string,
  text: string,
  { replyTo, thread, expiresAfter, ...details }: Saying,
  time: number,
) => ({
  id,
  author: undefined,
  authorName: undefined,
  text,
  time,
  edited: false,
  reactions: [],
  replyTo,
  thread,
  ...detailsOf(details),
  expires: expiresAfter === undefined ? undefined : time + expiresAfter * 1_000,
  delivery: 'queued' as const,
})
