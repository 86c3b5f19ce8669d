/**
 * A segment of an open conversation as a room. It is read from the log when the first socket enters and let go with the
 * last; in between it follows the log, whoever writes there.
 */
import { Defect } from '../../core/base/defect.ts'
import { readUpdate, readWhole } from '../../core/conversation/update-reader.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { batchBytes } from '../../core/protocol/limits.ts'
import { maxRoomUpdateBytes } from '../../core/protocol/rooms.ts'
import type { Author } from '../relay/append.ts'
import { StoreTrouble } from '../store/store.ts'
import { createEntryAuthor, type EntryAuthor, type EntryAuthorDeps } from './entry-author.ts'
import type { Lines } from './lines.ts'
import type { Member } from './member.ts'
import { writeStep2, writeUpdateMessage, writeVector } from './messages.ts'
import { newsIn } from './news.ts'
import type { RoomContent, RoomVoice } from './room.ts'
import { createSegmentImage, type SegmentImage } from './segment-image.ts'

export interface SegmentContentDeps extends EntryAuthorDeps {
  /** Keeps apart what one device writes in one conversation, over all its rooms. */
  readonly lines: Lines
  readonly soon: (run: () => void) => void
}

export interface SegmentContent extends RoomContent {
  /** An entry of this segment was committed. */
  readonly committed: (entry: LoggedEntry, update: Uint8Array, author: Author) => void
}

export interface SegmentPlace {
  readonly conversation: ConversationId
  readonly segment: number
}

/** A segment of 2,000 ops has a megabyte. One that strangers blew up is not worth the relay's memory. */
const maxImageBytes = 32 * 1_048_576
/** Parts of an answer. */
const partBytes = 512 * 1024

interface Committed {
  readonly entry: LoggedEntry
  readonly update: Uint8Array
  readonly author: Author | undefined
}

export function createSegmentContent(
  deps: SegmentContentDeps,
  place: SegmentPlace,
  voice: RoomVoice,
): SegmentContent {
  const authors = new Map<Member, EntryAuthor>()
  let image = createSegmentImage()
  /** Seq up to which the image has everything; undefined before it was read. */
  let upTo: number | undefined
  let early: Array<Committed> = []
  let loading: Promise<void> | undefined

  const follow = ({ entry, update, author }: Committed): void => {
    if (upTo === undefined || entry.seq <= upTo) return
    upTo = entry.seq
    const read = readUpdate(update)
    if (!read.ok) throw new Defect(`an update that nobody could read was accepted: ${read.failure.kind}`)
    image.add(read.value)
    if (image.bytes() > maxImageBytes) return voice.dissolve('too-large')
    const wrote = (member: Member): boolean =>
      author !== undefined && authors.get(member)?.isAuthor(author) === true
    voice.broadcast(writeUpdateMessage(update), wrote)
  }
  const read = async (): Promise<void> => {
    const fresh = createSegmentImage()
    const { logs } = deps.store
    const seq = (await logs.log(place.conversation))?.seq ?? 0
    for (let from = 0; ;) {
      const range = { segment: place.segment, after: from, upTo: seq }
      const batch = await logs.entries(place.conversation, range, batchBytes)
      for (const { bytes } of batch) addStored(fresh, bytes)
      const last = batch.at(-1)
      if (last === undefined) break
      if (fresh.bytes() > maxImageBytes) return voice.dissolve('too-large')
      from = last.seq
      await new Promise<void>((resolve) => deps.soon(resolve))
    }
    image = fresh
    upTo = seq
    for (const each of early) follow(each)
    early = []
  }
  const authorOf = (member: Member): EntryAuthor => {
    const author = authors.get(member) ?? createEntryAuthor(deps, place, member)
    authors.set(member, author)
    return author
  }
  const write = async (member: Member, update: Uint8Array): Promise<void> => {
    const whole = readWhole(update, maxRoomUpdateBytes)
    if (!whole.ok) return member.end('invalid-update', JSON.stringify(whole.failure))
    const news = newsIn(whole.value, image)
    if (!news.ok) return member.end('invalid-update', JSON.stringify(news.failure))
    if (news.value.length === 0) return
    const written = await authorOf(member).write(news.value)
    if (!written.ok) member.end(written.failure.code, written.failure.detail)
  }
  return {
    load: () => {
      loading ??= read().catch((error: unknown) => {
        loading = undefined
        throw error
      })
      return loading
    },
    vector: () => writeVector(image.vector()),
    answer: async (member, vector) => {
      let part: Uint8Array | undefined
      for (const next of image.since(vector, partBytes)) {
        if (part !== undefined) member.send(writeUpdateMessage(part))
        await member.flushed()
        if (!member.isOpen()) return
        part = next
      }
      if (part !== undefined) member.send(writeStep2(part))
    },
    write: (member, update) =>
      deps.lines(`${place.conversation}:${member.grant.device}`, () => write(member, update)),
    committed: (entry, update, author) => {
      if (upTo === undefined) early.push({ entry, update, author })
      else follow({ entry, update, author })
    },
    idle: async () => {},
    left: (member) => void authors.delete(member),
    bytes: () => image.bytes(),
    close: () => {
      upTo = undefined
      early = []
    },
  }
}

function addStored(image: SegmentImage, bytes: Uint8Array): void {
  const entry = decodeEntry(bytes)
  const read = entry.ok && entry.value.kind === 'content' ? readUpdate(entry.value.update) : undefined
  if (read?.ok !== true) throw new StoreTrouble('damaged', new Error('an entry that nobody can read'))
  image.add(read.value)
}
