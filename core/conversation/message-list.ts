import { bytesEqual } from '../base/bytes.ts'
import { compareHlc } from './hlc.ts'
import type { Message, Pin, Reaction, Version } from './message.ts'
import type { Attachment, LinkPreview } from './op.ts'

/** What became of one message: came (no `before`), went (no `after`) or changed. */
export interface MessageChange {
  readonly before?: Message
  readonly after?: Message
}

/** Order on the screen (RE2). Never 0 for two messages of one conversation. */
export const compareMessages = (left: Message, right: Message): number =>
  compareHlc(left.at, right.at) ||
  compareText(left.id, right.id) ||
  compareText(left.author, right.author) ||
  left.segment - right.segment

/** By code units, which for ids is by bytes. */
export const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** Whether both look the same; of two such the older object is kept, so that views need not draw again. */
export function sameMessage(left: Message, right: Message): boolean {
  return (
    left.id === right.id &&
    left.segment === right.segment &&
    left.author === right.author &&
    compareHlc(left.at, right.at) === 0 &&
    left.clamped === right.clamped &&
    left.text === right.text &&
    left.edited === right.edited &&
    sameVersions(left.earlier ?? [], right.earlier ?? []) &&
    left.redacted === right.redacted &&
    left.redactedBy === right.redactedBy &&
    left.replyTo === right.replyTo &&
    left.thread === right.thread &&
    left.alsoInChannel === right.alsoInChannel &&
    left.masked === right.masked &&
    left.expiresAt === right.expiresAt &&
    left.expired === right.expired &&
    samePin(left.pinned, right.pinned) &&
    samePreview(left.preview, right.preview) &&
    sameItems(left.mentions ?? [], right.mentions ?? []) &&
    sameAttachments(left.attachments ?? [], right.attachments ?? []) &&
    sameReactions(left.reactions, right.reactions)
  )
}

const samePreview = (left: LinkPreview | undefined, right: LinkPreview | undefined): boolean =>
  left === right ||
  (left?.url === right?.url &&
    left?.title === right?.title &&
    left?.description === right?.description &&
    bytesEqual(left?.picture ?? nothing, right?.picture ?? nothing))

const nothing = new Uint8Array()

const samePin = (left: Pin | undefined, right: Pin | undefined): boolean =>
  left?.by === right?.by && (left === right || (!!left && !!right && compareHlc(left.at, right.at) === 0))

const sameVersions = (left: ReadonlyArray<Version>, right: ReadonlyArray<Version>): boolean =>
  left.length === right.length &&
  left.every((one, index) => {
    const other = right[index]
    return other !== undefined && one.text === other.text && compareHlc(one.at, other.at) === 0
  })

const sameReactions = (left: ReadonlyArray<Reaction>, right: ReadonlyArray<Reaction>): boolean =>
  left.length === right.length &&
  left.every(({ emoji, users }, index) => {
    const other = right[index]
    return other !== undefined && emoji === other.emoji && sameItems(users, other.users)
  })

/** A file's hash tells its bytes, and the key that opens them comes with the id. */
const sameAttachments = (left: ReadonlyArray<Attachment>, right: ReadonlyArray<Attachment>): boolean =>
  left === right ||
  (left.length === right.length &&
    left.every((one, index) => {
      const other = right[index]
      return (
        other !== undefined &&
        one.id === other.id &&
        one.name === other.name &&
        one.type === other.type &&
        one.size === other.size &&
        bytesEqual(one.sha256, other.sha256)
      )
    }))

const sameItems = (left: ReadonlyArray<string>, right: ReadonlyArray<string>): boolean =>
  left.length === right.length && left.every((item, index) => item === right[index])

/**
 * A new list, in order, with `changes` made, each of which was made after the ones before it. Only what stands between
 * the first and the last change is ordered anew: the rest is one copy, also for a list of 100,000.
 */
export function withChanges(
  list: ReadonlyArray<Message>,
  changes: ReadonlyArray<MessageChange>,
): ReadonlyArray<Message> {
  const gone = new Set<Message>()
  const come = new Set<Message>()
  for (const { before, after } of changes) {
    if (before !== undefined && !come.delete(before)) gone.add(before)
    if (after !== undefined) come.add(after)
  }
  if (gone.size + come.size === 0) return list
  let start = list.length
  let end = 0
  for (const message of [...gone, ...come]) {
    const place = placeIn(list, message)
    start = Math.min(start, place)
    end = Math.max(end, gone.has(message) ? place + 1 : place)
  }
  const kept = list.slice(start, end).filter((message) => !gone.has(message))
  return spliced(list, start, end, mergeOrdered(kept, [...come].toSorted(compareMessages)))
}

function mergeOrdered(left: ReadonlyArray<Message>, right: ReadonlyArray<Message>): ReadonlyArray<Message> {
  const merged: Array<Message> = []
  let next = 0
  for (const message of left) {
    for (let other = right[next]; other && compareMessages(other, message) < 0; other = right[++next])
      merged.push(other)
    merged.push(message)
  }
  for (const message of right.slice(next)) merged.push(message)
  return merged
}

/** `list` with [start, end) replaced. `toSpliced` copies once, but takes its items as arguments: too many overflow the stack. */
const spliced = (
  list: ReadonlyArray<Message>,
  start: number,
  end: number,
  items: ReadonlyArray<Message>,
): ReadonlyArray<Message> =>
  items.length <= 1_000
    ? list.toSpliced(start, end - start, ...items)
    : list.slice(0, start).concat(items, list.slice(end))

/** The index of the first message that does not come before `message`. */
function placeIn(list: ReadonlyArray<Message>, message: Message): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const found = list[middle]
    if (found !== undefined && compareMessages(found, message) < 0) low = middle + 1
    else high = middle
  }
  return low
}
