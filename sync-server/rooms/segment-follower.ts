/** The image of a segment, read from the log once and then following it: no entry twice, none left out. */
import { Defect } from '../../core/base/defect.ts'
import { readUpdate } from '../../core/conversation/update-reader.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { batchBytes } from '../../core/protocol/limits.ts'
import type { Author } from '../relay/append.ts'
import type { LogStore } from '../store/log-store.ts'
import { StoreTrouble } from '../store/store.ts'
import { createSegmentImage, type SegmentImage } from './segment-image.ts'

export interface SegmentFollowerDeps {
  readonly logs: LogStore
  readonly soon: (run: () => void) => void
  /** An entry is in the image now. */
  readonly onUpdate: (update: Uint8Array, author: Author) => void
  /** The segment is larger than a room may be. */
  readonly onTooLarge: () => void
}

export interface SegmentPlace {
  readonly conversation: ConversationId
  readonly segment: number
}

export interface SegmentFollower {
  readonly load: () => Promise<void>
  readonly image: () => SegmentImage
  /** An entry of this segment was committed. */
  readonly committed: (entry: LoggedEntry, update: Uint8Array, author: Author) => void
}

/** A segment of 2,000 ops has a megabyte. One that strangers blew up is not worth the relay's memory. */
const maxImageBytes = 32 * 1_048_576

export function createSegmentFollower(
  { logs, soon, onUpdate, onTooLarge }: SegmentFollowerDeps,
  place: SegmentPlace,
): SegmentFollower {
  let image = createSegmentImage()
  /** Seq up to which the image has everything; undefined before it was read. */
  let upTo: number | undefined
  let early: Array<Parameters<SegmentFollower['committed']>> = []

  const committed: SegmentFollower['committed'] = (...given) => {
    const [{ seq }, update, author] = given
    if (upTo === undefined) return void early.push(given)
    if (seq <= upTo) return
    upTo = seq
    const read = readUpdate(update)
    if (!read.ok) throw new Defect(`an update that nobody can read was accepted: ${read.failure.kind}`)
    image.add(read.value)
    if (image.bytes() > maxImageBytes) return onTooLarge()
    onUpdate(update, author)
  }
  return {
    load: async () => {
      const seq = (await logs.log(place.conversation))?.seq ?? 0
      const whole = await readSegment(logs, soon, place, seq)
      if (whole === undefined) return onTooLarge()
      image = whole
      upTo = seq
      for (const each of early) committed(...each)
      early = []
    },
    image: () => image,
    committed,
  }
}

/** Undefined if it is too large. Others have their turn between the batches. */
async function readSegment(
  logs: LogStore,
  soon: SegmentFollowerDeps['soon'],
  { conversation, segment }: SegmentPlace,
  upTo: number,
): Promise<SegmentImage | undefined> {
  const image = createSegmentImage()
  for (let after = 0; ;) {
    const batch = await logs.entries(conversation, { segment, after, upTo }, { maxBytes: batchBytes })
    for (const { bytes } of batch) addStored(image, bytes)
    const last = batch.at(-1)
    if (last === undefined) return image
    if (image.bytes() > maxImageBytes) return undefined
    after = last.seq
    await new Promise<void>((resolve) => soon(resolve))
  }
}

function addStored(image: SegmentImage, bytes: Uint8Array): void {
  const entry = decodeEntry(bytes)
  const read = entry.ok && entry.value.kind === 'content' ? readUpdate(entry.value.update) : undefined
  if (read?.ok !== true) throw new StoreTrouble('damaged', new Error('an entry that nobody can read'))
  image.add(read.value)
}
