/** What the engine shows of a conversation, in the words of the chat client: messages, and what became of them. */
import { createCell, type Readable } from '../core/base/readable.ts'
import type { ChatAnswer } from '../core/client/answers.ts'
import type { ChatMessage } from '../core/client/room.ts'
import type { ConversationView, Delivery, ShownMessage } from '../core/engine/engine.ts'
import { attachmentToAnswer } from '../core/protocol/attachments-api.ts'
import type { UserId } from '../core/protocol/ids.ts'

export interface MessagesDeps {
  readonly view: Readable<ConversationView>
  readonly nameOf: (user: UserId) => string | undefined
}

export interface Messages extends Readable<ReadonlyArray<ChatMessage>> {
  readonly stop: () => void
}

/** Without what was taken back. A message that has not changed keeps its reference. */
export function createMessages({ view, nameOf }: MessagesDeps): Messages {
  const made = new WeakMap<ShownMessage, ChatMessage>()
  const convert = (shown: ShownMessage): ChatMessage => {
    const known = made.get(shown)
    const authorName = nameOf(shown.author)
    if (known !== undefined && known.authorName === authorName) return known
    const fresh = toChatMessage(shown, authorName)
    made.set(shown, fresh)
    return fresh
  }
  const all = (): ReadonlyArray<ChatMessage> =>
    view
      .read()
      .messages.filter(({ redacted }) => !redacted)
      .map(convert)
  const cell = createCell(all())
  return { read: cell.read, listen: cell.listen, stop: view.listen(() => cell.write(all())) }
}

const toChatMessage = (
  {
    id,
    author,
    at,
    text,
    edited,
    reactions,
    replyTo,
    thread,
    delivery,
    alsoInChannel,
    mentions = [],
    attachments = [],
    expiresAt,
  }: ShownMessage,
  authorName: string | undefined,
): ChatMessage => ({
  id,
  author,
  authorName,
  text,
  time: at.time,
  edited,
  reactions,
  replyTo,
  thread,
  alsoInChannel: alsoInChannel === true,
  mentions,
  attachments: attachments.map(attachmentToAnswer),
  expires: expiresAt,
  // A client without keys, which has the same rooms, is never told more.
  delivery: delivery?.kind === 'queued' || delivery?.kind === 'refused' ? delivery.kind : 'relay',
  ...(delivery?.kind === 'refused' && { refusal: { code: delivery.code, detail: refusalDetail(delivery) } }),
})

const refusalDetail = ({ code }: Extract<Delivery, { readonly kind: 'refused' }>): string =>
  code === 'key-changed'
    ? 'Somebody who would read it has another key than the one that was compared.'
    : 'It may not be sent as things stand.'

/**
 * Tells, as the JSON gateway would, what changes in a conversation. What was there before is history and not told of: `isNew`
 * for a conversation that began while somebody listens, of which all is news. Older pages never are.
 */
export function createTeller(
  room: string,
  isNew: boolean,
  tell: (answer: ChatAnswer) => void,
): (messages: ReadonlyArray<ChatMessage>, view: ConversationView) => void {
  let known: ReadonlyMap<string, ChatMessage> | undefined = isNew ? new Map() : undefined
  let oldestSegment = 0
  return (messages, { opening, preview, messages: shown }) => {
    if (opening || preview) return
    const before = known
    known = new Map(messages.map((message) => [message.id, message]))
    if (before === undefined) {
      oldestSegment = shown[0]?.segment ?? 0
      return
    }
    const segments = new Map<string, number>(shown.map(({ id, segment }) => [id, segment]))
    for (const message of messages) {
      const was = before.get(message.id)
      if (was === message) continue
      if (was !== undefined) tellChange(room, was, message, tell)
      else if ((segments.get(message.id) ?? 0) >= oldestSegment) tell(frameOf('message', room, message))
    }
    for (const id of before.keys()) {
      if (!known.has(id)) tell({ type: 'message_deleted', roomId: room, messageId: id })
    }
  }
}

function tellChange(
  room: string,
  was: ChatMessage,
  now: ChatMessage,
  tell: (answer: ChatAnswer) => void,
): void {
  if (was.text !== now.text || was.edited !== now.edited) tell(frameOf('message_edited', room, now))
  const reactions = reactionsOf(now)
  if (JSON.stringify(reactionsOf(was)) === JSON.stringify(reactions)) return
  tell({ type: 'reaction', roomId: room, messageId: now.id, reactions })
}

const reactionsOf = ({ reactions }: ChatMessage) =>
  reactions.map(({ emoji, users }) => ({ emoji, userIds: [...users] }))

const frameOf = (type: 'message' | 'message_edited', roomId: string, message: ChatMessage): ChatAnswer => {
  const { id, author = '', authorName = '', text, time, edited, replyTo, thread } = message
  const { alsoInChannel, mentions, attachments, expires } = message
  return {
    type,
    roomId,
    messageId: id,
    userId: author,
    username: authorName,
    content: text,
    timestamp: time,
    edited,
    ...(replyTo !== undefined && { replyTo }),
    ...(thread !== undefined && { thread }),
    ...(alsoInChannel && { alsoInChannel }),
    ...(mentions.length > 0 && { mentions: [...mentions] }),
    ...(attachments.length > 0 && { attachments: [...attachments] }),
    ...(expires !== undefined && { expires }),
  }
}
