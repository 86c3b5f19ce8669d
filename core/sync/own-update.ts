/** What sync must know of an update's inside. The validator decides whether it may be merged. */
import type { Hlc } from '../conversation/hlc.ts'
import { decodeOp } from '../conversation/op-codec.ts'
import { millis, type Millis } from '../base/clock.ts'
import type { KnownOp, PostOp } from '../conversation/op.ts'
import { topicOf } from '../conversation/topic.ts'
import { readUpdate } from '../conversation/update-reader.ts'
import type { AttachmentId, OpId, UserId } from '../protocol/ids.ts'

/** The clientID in whose sub-log the update writes; undefined if it cannot be read. */
export function clientOf(update: Uint8Array): number | undefined {
  const read = readUpdate(update)
  return read.ok ? (read.value.section?.client ?? read.value.deleter?.client) : undefined
}

/** A post that disappears, and from when its time counts. */
export interface TimedPost {
  readonly message: OpId
  readonly from: Millis
  readonly lastsMs: number
  /** It is there once before, and had waited (EX5). */
  readonly isAnew: boolean
}

const timedIn = ({ id, at, expiresAfter, waited }: PostOp): ReadonlyArray<TimedPost> => {
  if (expiresAfter === undefined) return []
  const [from, lastsMs] = [millis(at.time + (waited ?? 0) * 1_000), (expiresAfter - (waited ?? 0)) * 1_000]
  return [{ message: id, from, lastsMs, isAnew: waited !== undefined }]
}

/** The messages that the ops of an update are about, those of them that it posts, which of these disappear, the files that they name, and which its first op is; `isChange`: it says something at all. */
export function subjectsOf(update: Uint8Array): {
  readonly topics: ReadonlyArray<OpId>
  readonly posts: ReadonlyArray<OpId>
  readonly timed: ReadonlyArray<TimedPost>
  readonly files: ReadonlyArray<AttachmentId>
  readonly op: OpId | undefined
  readonly does: KnownOp['kind'] | undefined
  readonly isChange: boolean
} {
  const read = readUpdate(update)
  const topics = new Set<OpId>()
  const posts: Array<OpId> = []
  const timed: Array<TimedPost> = []
  const files: Array<AttachmentId> = []
  let first: OpId | undefined
  let does: KnownOp['kind'] | undefined
  let isChange = read.ok && read.value.section === undefined && read.value.deleter !== undefined
  for (const { content } of (read.ok && read.value.section?.structs) || []) {
    const op = content && decodeOp(content, { canonical: false })
    if (op?.ok !== true) continue
    isChange = true
    first ??= op.value.id
    if (op.value.kind === 'unknown') continue
    does ??= op.value.kind
    const topic = topicOf(op.value)
    if (topic !== undefined) topics.add(topic)
    if (op.value.kind !== 'post') continue
    posts.push(op.value.id)
    timed.push(...timedIn(op.value))
    files.push(...(op.value.attachments ?? []).map(({ id }) => id))
  }
  return { topics: [...topics], posts, timed, files, op: first, does, isChange }
}

interface SaidText {
  readonly text: string
  readonly at: Hlc
}

/** What is known of a conversation as a whole: each is the latest word on it, with the moment at which it was said. */
export interface SaidAbout {
  /** When somebody last wrote. */
  readonly writtenAt: number
  readonly name: SaidText | undefined
  readonly topic: SaidText | undefined
  readonly icon: SaidText | undefined
  readonly timer: { readonly seconds: number; readonly at: Hlc } | undefined
}

/** When the ops of an update were written, and what they say of the conversation: its name, topic and icon, and how long what is written there lasts. */
export function aboutIn(update: Uint8Array): SaidAbout {
  const read = readUpdate(update)
  let writtenAt = 0
  let said: Omit<SaidAbout, 'writtenAt'> = {
    name: undefined,
    topic: undefined,
    icon: undefined,
    timer: undefined,
  }
  for (const { content } of (read.ok && read.value.section?.structs) || []) {
    const op = content && decodeOp(content, { canonical: false })
    if (op?.ok !== true) continue
    const { at } = op.value
    if (op.value.kind === 'post') writtenAt = Math.max(writtenAt, at.time)
    if (op.value.kind !== 'meta') continue
    const { name, topic, icon, timer } = op.value
    said = {
      name: name === undefined ? said.name : { text: name, at },
      topic: topic === undefined ? said.topic : { text: topic, at },
      icon: icon === undefined ? said.icon : { text: icon, at },
      timer: timer === undefined ? said.timer : { seconds: timer, at },
    }
  }
  return { writtenAt, ...said }
}

/** The messages that an update posts, in its order. */
export function postsIn(update: Uint8Array): ReadonlyArray<Pick<PostOp, 'id' | 'at'>> {
  const read = readUpdate(update)
  return ((read.ok && read.value.section?.structs) || []).flatMap(({ content }) => {
    const op = content && decodeOp(content, { canonical: false })
    return op?.ok && op.value.kind === 'post' ? [{ id: op.value.id, at: op.value.at }] : []
  })
}

/**
 * Whether an update may bring a reply in a thread, or else a change of what was said. Told from its bytes, for it is asked of each
 * entry: ops are CBOR, in which these words stand as they are. It may be mistaken for more than there is, never for less.
 */
export function threadNewsIn(update: Uint8Array): 'reply' | 'change' | undefined {
  if (holds(update, replyWord)) return 'reply'
  return changeWords.some((word) => holds(update, word)) ? 'change' : undefined
}

/** Likewise, whether it may say something of the conversation as a whole. */
export const isAboutIn = (update: Uint8Array): boolean => holds(update, aboutWord)

/** Likewise, whether it may bring a message. */
export const isPostIn = (update: Uint8Array): boolean => holds(update, postWord)

/** Somebody has said anew what a message says, how long it does, or that it says nothing more. Whether they may, who is told must know. */
export interface SaidAnew {
  readonly kind: 'edit' | 'mask' | 'redact' | 'prolong'
  readonly target: OpId
  readonly by: UserId
  /** Empty where it is taken back, or what it says is the same. */
  readonly text: string
}

/** In the order of the update. */
export function saidAnewIn(update: Uint8Array): ReadonlyArray<SaidAnew> {
  const read = readUpdate(update)
  return ((read.ok && read.value.section?.structs) || []).flatMap(({ content }): ReadonlyArray<SaidAnew> => {
    const op = content && decodeOp(content, { canonical: false })
    if (op?.ok !== true) return []
    const { by } = op.value
    switch (op.value.kind) {
      case 'edit':
        return [{ kind: 'edit', by, target: op.value.target, text: op.value.text }]
      case 'mask':
        return [{ kind: 'mask', by, target: op.value.target, text: op.value.replacement }]
      case 'redact':
        return [{ kind: 'redact', by, target: op.value.target, text: '' }]
      case 'post':
        return op.value.waited === undefined ? [] : [{ kind: 'prolong', by, target: op.value.id, text: '' }]
      default:
        return []
    }
  })
}

/** Whether there is nothing to be read in an update: all that it does is take back what was said, or bring what has disappeared by now. */
export function saysNothing(update: Uint8Array, now: Millis): boolean {
  if (!holds(update, redactWord) && !holds(update, expiryWord)) return false // most do not, and need not be read for it
  const read = readUpdate(update)
  return ((read.ok && read.value.section?.structs) || []).every(({ content }) => {
    const op = content && decodeOp(content, { canonical: false })
    if (op?.ok !== true) return false
    return op.value.kind === 'redact' || (op.value.kind === 'post' && isOver(op.value, now))
  })
}

/** It has disappeared by now. */
export const isOver = ({ at, expiresAfter }: PostOp, now: Millis): boolean =>
  expiresAfter !== undefined && at.time + expiresAfter * 1_000 <= now

/** A text of CBOR: its length in one byte, then its letters. */
const cborWord = (text: string): Uint8Array =>
  Uint8Array.from([0x60 + text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))])

const replyWord = cborWord('thread')
const aboutWord = cborWord('meta')
const postWord = cborWord('post')
const redactWord = cborWord('redact')
const expiryWord = cborWord('expiresAfter')
const changeWords = [cborWord('edit'), redactWord, cborWord('mask'), cborWord('waited')]

function holds(bytes: Uint8Array, word: Uint8Array): boolean {
  const [first = 0] = word
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1))
    if (word.every((byte, index) => bytes[at + index] === byte)) return true
  return false
}
