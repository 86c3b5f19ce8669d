/** One conversation of a sealed client, in the words of `ChatRoom`. */
import { createCell, type Readable } from '../core/base/readable.ts'
import { fail, ok, type Result } from '../core/base/result.ts'
import type { PageBridge } from '../core/bridge/contract.ts'
import type { FileFailure } from '../core/bridge/files-contract.ts'
import type { ConversationTrust, Reading } from '../core/bridge/trust.ts'
import type { ChatAnswer } from '../core/client/answers.ts'
import type { ChatFailure } from '../core/client/api.ts'
import type { ChatFile } from '../core/client/files.ts'
import type { Saying } from '../core/client/outbox.ts'
import type { ChatAttachment, RoomView } from '../core/client/room.ts'
import type { OpenConversation } from '../core/engine/engine.ts'
import type { SendFailure } from '../core/engine/send-failure.ts'
import { createAsked } from '../core/engine/over-bridge/asked.ts'
import { type ConversationId, isIdText, opId, type OpId, type UserId } from '../core/protocol/ids.ts'
import { createMessages, createTeller } from './chat-messages.ts'
import { attach, openFile, readSaying, type SayingFailure } from './saying.ts'

/** What could not be written, and why. */
export type WriteFailure = SendFailure | SayingFailure

type Written = Promise<Result<string, WriteFailure>>

export interface SealedRoom extends RoomView {
  readonly id: string
  /** Resolves with its id once it is safe on this disk; it goes out now, or whenever the relay is there. */
  readonly send: (text: string, saying?: Saying) => Written
  /** Seals a file into the folder; what it answers goes into `attachments` of what is sent, in this run and this room. */
  readonly attach: (file: ChatFile) => Promise<Result<ChatAttachment, FileFailure>>
  /** All of a file that a message names, once it was found to be what the message says; fetched if it is not here. */
  readonly open: (attachment: ChatAttachment) => Promise<Result<Uint8Array, FileFailure>>
  readonly edit: (message: string, text: string) => Written
  readonly remove: (message: string) => Written
  readonly react: (message: string, emoji: string, on?: boolean) => Written
  /** Say it again every few seconds while it lasts. */
  readonly setTyping: (on: boolean) => void
  /** All that is there has been read: the others are told, sealed. */
  readonly markRead: () => void
  /** Brings what is before, from the disk or the relay; answers whether there is more. */
  readonly older: () => Promise<Result<boolean, ChatFailure>>
  /** Who can read it and whose key is another. Undefined until that is known. */
  readonly trust: Readable<ConversationTrust | undefined>
  /** What waits goes out all the same. */
  readonly leave: () => void
}

export interface SealedRoomDeps {
  readonly id: ConversationId
  readonly conversation: OpenConversation
  readonly bridge: PageBridge
  readonly nameOf: (user: UserId) => string | undefined
  /** It began while the client was running. */
  readonly isNew: boolean
  readonly tell: (answer: ChatAnswer) => void
  readonly left: () => void
}

export function createSealedRoom(deps: SealedRoomDeps): SealedRoom {
  const { id, conversation, bridge, isNew, tell } = deps
  const { view } = conversation
  const messages = createMessages({ view, nameOf: deps.nameOf })
  const teller = createTeller(id, isNew, tell)
  const typing = createCell<ReadonlyArray<string>>([])
  const look = (): void => {
    const now = view.read().typing
    const before = typing.read()
    typing.write(now)
    for (const userId of now) if (!before.includes(userId)) tellTyping(userId, true)
    for (const userId of before) if (!now.some((each) => each === userId)) tellTyping(userId, false)
    teller(messages.read(), view.read())
  }
  const tellTyping = (userId: string, isTyping: boolean): void =>
    tell({ type: 'typing_indicator', roomId: id, userId, isTyping })
  const trust = trustOf(bridge, id)
  const problem = createCell<ChatFailure | undefined>(undefined)
  const stops = [
    view.listen(look),
    trust.listen(() => problem.write(problemOf(trust.read()?.reading))),
    messages.stop,
  ]
  look()
  return {
    id,
    messages,
    typing,
    problem,
    trust,
    send: (text, saying = {}) => {
      const about = readSaying(saying)
      return about.ok ? conversation.post(text, about.value) : Promise.resolve(about)
    },
    attach: (file) => attach(bridge, id, file),
    open: (attachment) => openFile(bridge, attachment),
    edit: (message, text) => onMessage(message, (target) => conversation.edit(target, text)),
    remove: (message) => onMessage(message, conversation.redact),
    react: (message, emoji, on = true) =>
      onMessage(message, (target) => conversation.react(target, emoji, on)),
    setTyping: conversation.typing,
    markRead: conversation.markSeen,
    older: async () => {
      await conversation.loadOlder()
      const { before } = view.read()
      return before === 'unreachable'
        ? fail({ code: 'unreachable', detail: 'What is before is not on this device.' })
        : ok(before !== 'beginning')
    },
    leave: () => {
      for (const stop of stops) stop()
      conversation.close()
      deps.left()
    },
  }
}

/** No message of any conversation has an id that is none. */
const onMessage = async (id: string, write: (target: OpId) => Written): Written =>
  isIdText(id) ? write(opId(id)) : fail({ kind: 'unknown-message' })

const trustOf = (bridge: PageBridge, conversation: ConversationId): Readable<ConversationTrust | undefined> =>
  createAsked<ConversationTrust | undefined>({
    initial: undefined,
    ask: () => bridge.call('trust.of', { conversation }),
    listen: (changed) => [
      bridge.listen('trust.changed', (told) => told.conversation === conversation && changed()),
      bridge.listen('sealed.known', (row) => row.id === conversation && changed()),
      bridge.listen('people.changed', changed),
    ],
  })

function problemOf(reading: Reading | undefined): ChatFailure | undefined {
  switch (reading?.kind) {
    case undefined:
    case 'readable':
      return undefined
    case 'not-linked':
      return { code: reading.kind, detail: 'Link this device from another one of the account first.' }
    case 'not-entered':
      return { code: 'not-linked', detail: `The list of devices has not taken this one: ${reading.detail}.` }
    case 'keys-arriving':
      return { code: reading.kind, detail: 'Keys are on their way from another device.' }
    case 'before-joined':
      return { code: reading.kind, detail: 'What is older was sealed for others.' }
    case 'blocked-by-key':
      return { code: reading.kind, detail: `Accept or compare the key of ${reading.user} first.` }
    case 'damaged':
      return { code: reading.kind, detail: `${reading.messages} messages cannot be read.` }
    case 'withheld':
      return { code: reading.kind, detail: 'The relay holds messages back.' }
  }
}
