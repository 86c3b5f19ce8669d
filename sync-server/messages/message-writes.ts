/** What people write without a document, as ops of the relay's gateway device on their behalf. */
import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Clock } from '../../core/base/clock.ts'
import { cleanDraft, draftToOp, type OpDraft } from '../../core/conversation/draft.ts'
import { createHlcClock, type HlcClock } from '../../core/conversation/hlc.ts'
import { type Message, threadAlone } from '../../core/conversation/message.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { writeUpdate } from '../../core/conversation/update-writer.ts'
import type { Attachment } from '../../core/conversation/op.ts'
import type { Random } from '../../core/base/random.ts'
import {
  type AttachmentId,
  type ConversationId,
  idBytes,
  idFromBytes,
  idToBytes,
  type OpId,
  opId,
  randomId,
  type UserId,
} from '../../core/protocol/ids.ts'
import { createLru } from '../relay/lru.ts'
import type { FileStore } from '../store/file-store.ts'
import type { StoredOp } from '../store/message-store.ts'
import type { ConversationReader, FoundTopic, OpenLog, ReaderDeps } from './conversation-reader.ts'
import type { GatewayWriter } from './gateway-writer.ts'
import type { MessageFailure, Messages, NewMessage } from './messages.ts'
import { missingFile, namesOfFiles } from './named-files.ts'

/** What somebody is about to say. */
export interface Draft {
  readonly user: UserId
  readonly conversation: ConversationId
  readonly text: string
  readonly attachments: ReadonlyArray<Attachment>
}

export type Judgement =
  | { readonly kind: 'ok' }
  /** In words for the author. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** May be said like this. */
  | { readonly kind: 'masked'; readonly text: string }

export interface WriterDeps {
  readonly store: ReaderDeps['store'] & { readonly files: Pick<FileStore, 'file'> }
  readonly writer: GatewayWriter
  readonly clock: Clock
  readonly random: Random
  /** What the rules of the workspace say of it. */
  readonly judge: (draft: Draft) => Promise<Judgement>
  /** Takes a file away that this person has put up; does nothing if it is not theirs. */
  readonly dropFile: (user: UserId, file: AttachmentId) => Promise<unknown>
}

type Writes = Pick<Messages, 'send' | 'edit' | 'remove' | 'mask' | 'react' | 'pin'>
type Done = Promise<Result<Message, MessageFailure>>

const keptClocks = 1_000

interface Context extends WriterDeps {
  readonly reader: ConversationReader
  readonly clocks: (conversation: ConversationId) => HlcClock
  /** Messages with a key that are on their way. */
  readonly sending: Map<string, Done>
}

export function createMessageWrites(deps: WriterDeps, reader: ConversationReader): Writes {
  const kept = createLru<ConversationId, HlcClock>(keptClocks)
  const context: Context = {
    ...deps,
    reader,
    sending: new Map(),
    clocks: (conversation) => {
      const clock = kept.get(conversation) ?? createHlcClock(deps)
      kept.set(conversation, clock)
      return clock
    },
  }
  return {
    send: (user, conversation, message) => send(context, user, conversation, message),
    edit: (user, conversation, target, { text, mentions = [] }) =>
      change(context, user, conversation, target, { kind: 'edit', target, text, mentions }),
    remove: (user, conversation, target, reason) =>
      change(context, user, conversation, target, { kind: 'redact', target, ...(reason && { reason }) }),
    mask: (user, conversation, target, replacement) =>
      change(context, user, conversation, target, { kind: 'mask', target, replacement }),
    react: (user, conversation, target, { emoji, on }) =>
      change(context, user, conversation, target, { kind: 'react', target, emoji, on }),
    pin: (user, conversation, target, on) =>
      change(context, user, conversation, target, { kind: 'pin', target, on }),
  }
}

async function send(context: Context, user: UserId, conversation: ConversationId, message: NewMessage): Done {
  if (message.key === undefined) return post(context, user, conversation, message, undefined)
  const id = keyedId(user, conversation, message.key)
  // One after the other: the second must find what the first has written.
  const before = context.sending.get(id) ?? Promise.resolve()
  const mine = before.then(() => post(context, user, conversation, message, id))
  context.sending.set(id, mine)
  try {
    return await mine
  } finally {
    if (context.sending.get(id) === mine) context.sending.delete(id)
  }
}

/** The same key of the same person in the same conversation names the same message. */
export function keyedId(user: UserId, conversation: ConversationId, key: string): OpId {
  const hash = createHash('sha256').update('message').update(idToBytes(user)).update(idToBytes(conversation))
  return idFromBytes(opId, new Uint8Array(hash.update(key).digest().subarray(0, idBytes)))
}

async function post(
  context: Context,
  user: UserId,
  conversation: ConversationId,
  { text, replyTo, thread, alsoInChannel = false, mentions = [], attachments = [], expiresAfter }: NewMessage,
  id: OpId | undefined,
): Done {
  const opened = await context.reader.open(user, conversation)
  if (!opened.ok) return opened
  const log = opened.value
  if (!log.standing.may('message.send')) return fail({ kind: 'forbidden' })
  const root = await rootOf(context, log, thread)
  if (!root.ok) return root
  const quoted = replyTo === undefined ? undefined : await context.reader.find(log, replyTo)
  if (quoted?.ok === false) return quoted
  const draft: OpDraft = {
    kind: 'post',
    text,
    mentions,
    attachments,
    ...(expiresAfter !== undefined && { expiresAfter }),
    ...(replyTo !== undefined && { replyTo }),
    ...(root.value !== undefined && { thread: root.value }),
    ...(root.value !== undefined && alsoInChannel && { alsoInChannel: true as const }),
  }
  const ready = await judged(context, log, draft)
  if (!ready.ok) return ready
  const known = id === undefined ? undefined : await alreadySaid(context, log, id, ready.value)
  if (known !== undefined) return known
  const missing = await missingFile(context.store.files, log, attachments)
  if (missing !== undefined) return fail({ kind: 'no-such-file', file: missing })
  return write(context, log, ready.value, { segment: 'newest', id: id ?? randomId(opId, context.random) })
}

async function rootOf(
  { reader }: Context,
  log: OpenLog,
  thread: OpId | undefined,
): Promise<Result<OpId | undefined, MessageFailure>> {
  if (thread === undefined) return ok(undefined)
  const found = await reader.find(log, thread)
  return found.ok ? ok(found.value.message.thread ?? thread) : found
}

/** The message that was sent with this key before. */
async function alreadySaid(
  { reader }: Context,
  log: OpenLog,
  id: OpId,
  draft: OpDraft,
): Promise<Result<Message, MessageFailure> | undefined> {
  const found = await reader.find(log, id, log.user)
  if (!found.ok) return undefined
  const { message, op, ops } = found.value
  const post = ops.find((each) => each.kind === 'post' && each.by === log.user)
  const said = post?.body === undefined ? undefined : log.vault.open(post, post.body)
  const isSame = said?.kind !== 'post' || draft.kind !== 'post' || isSamePost(said, draft)
  return op.by === log.user && isSame ? ok(message) : fail({ kind: 'key-reused' })
}

type Said = Pick<
  Extract<OpDraft, { readonly kind: 'post' }>,
  'text' | 'thread' | 'replyTo' | 'attachments' | 'expiresAfter'
>
const isSamePost = (left: Said, right: Said): boolean =>
  left.text === right.text &&
  left.thread === right.thread &&
  left.replyTo === right.replyTo &&
  left.expiresAfter === right.expiresAfter &&
  namesOfFiles(left) === namesOfFiles(right)

/** Cleaned, and as the rules of the workspace let it be said. */
async function judged(
  { judge }: Context,
  { user, conversation }: OpenLog,
  draft: OpDraft,
): Promise<Result<OpDraft, MessageFailure>> {
  const cleaned = cleanDraft(draft)
  if (!cleaned.ok || (cleaned.value.kind !== 'post' && cleaned.value.kind !== 'edit')) return cleaned
  const { text } = cleaned.value
  const attachments = cleaned.value.kind === 'post' ? (cleaned.value.attachments ?? []) : []
  const verdict = await judge({ user, conversation, text, attachments })
  if (verdict.kind === 'refused') return fail(verdict)
  return verdict.kind === 'ok' ? cleaned : cleanDraft({ ...cleaned.value, text: verdict.text })
}

async function change(
  context: Context,
  user: UserId,
  conversation: ConversationId,
  target: OpId,
  draft: Exclude<OpDraft, { readonly kind: 'post' | 'meta' | 'read' | 'setting' }>,
): Done {
  const opened = await context.reader.open(user, conversation)
  if (!opened.ok) return opened
  const log = opened.value
  const found = await context.reader.find(log, target, user)
  if (!found.ok) return found
  const { message } = found.value
  // What is gone stays gone, and may be taken back twice.
  if (message.redacted)
    return draft.kind === 'redact' ? ok(message) : fail({ kind: 'no-such-message', message: target })
  const isAuthor = message.author === user
  if (!log.standing.may(actions[draft.kind], isAuthor)) return fail({ kind: 'forbidden' })
  const ready = await judged(context, log, draft)
  if (!ready.ok) return ready
  const written = await write(context, log, ready.value, {
    segment: message.segment,
    id: randomId(opId, context.random),
    about: found.value,
  })
  if (written.ok && draft.kind === 'redact') {
    for (const { id } of message.attachments ?? []) await context.dropFile(message.author, id)
  }
  return written
}

const actions = {
  edit: 'message.edit',
  redact: 'message.remove',
  mask: 'message.mask',
  react: 'message.react',
  pin: 'message.pin',
} as const

interface Where {
  readonly segment: number | 'newest'
  readonly id: OpId
  readonly about?: FoundTopic
}

async function write(
  { store, reader, writer, clocks }: Context,
  log: OpenLog,
  draft: OpDraft,
  { segment, id, about }: Where,
): Done {
  const { conversation, user } = log
  const hlc = clocks(conversation)
  const [newest] = await store.messages.messages(conversation, {
    of: 'channel',
    beyond: undefined,
    withGone: true,
    limit: 1,
  })
  for (const op of [newest, ...(about?.ops ?? [])]) if (op !== undefined) hlc.observe(op.shownAt)
  const at = hlc.next()
  const op =
    about === undefined
      ? draftToOp(draft, { id, at, by: user }, at)
      : draftToOp(draft, { id, at, by: user }, writtenAt(log, about), threadAlone(about.message))
  const written = await writer.write(conversation, segment, ({ client, segment: into, clock }) => {
    const erased = op.kind === 'redact' && about !== undefined ? ownClocks(about, client, user) : []
    const update = writeUpdate(client, clock, [encodeOp(op)], erased)
    return [{ segment: into, update, ops: 1, imported: [] }]
  })
  const refused = written.find((outcome) => outcome.kind === 'refused')
  // Archived, or deleted, in between.
  if (refused?.code === 'forbidden') return fail({ kind: 'forbidden' })
  if (refused !== undefined) return fail({ kind: 'unavailable' })
  const again = await reader.open(user, conversation)
  if (!again.ok) return again
  const found = await reader.find(again.value, about?.message.id ?? id, about?.message.author ?? user)
  return found.ok ? ok(found.value.message) : found
}

/** By the clock of its author, which is not where it stands if that ran ahead (HL3). */
function writtenAt({ vault }: OpenLog, { op }: FoundTopic) {
  return op.clamped && op.body !== undefined ? vault.open(op, op.body).at : op.shownAt
}

/** What a person takes back goes from the sub-log too: the post and its edits, as far as the gateway wrote them (SG2). */
const ownClocks = ({ ops, message }: FoundTopic, client: number, user: UserId): ReadonlyArray<number> =>
  message.author !== user
    ? []
    : ops
        .filter((each: StoredOp) => each.client === client && each.by === user)
        .filter(({ kind }) => kind === 'post' || kind === 'edit')
        .map(({ clock }) => clock)
        .toSorted((left, right) => left - right)
