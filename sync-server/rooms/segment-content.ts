/**
 * A segment of an open conversation as a room. It is read from the log when the first socket enters and let go with the
 * last; in between it follows the log, whoever writes there. What its sockets write goes into the log and comes back
 * from there.
 */
import { readWhole } from '../../core/conversation/update-reader.ts'
import { maxRoomUpdateBytes } from '../../core/protocol/rooms.ts'
import type { Store } from '../store/store.ts'
import { createEntryAuthor, type EntryAuthor, type EntryAuthorDeps } from './entry-author.ts'
import type { Lines } from './lines.ts'
import { loadOnce } from './load-once.ts'
import type { Member } from './member.ts'
import { writeStep2, writeUpdateMessage, writeVector } from './messages.ts'
import { newsIn } from './news.ts'
import type { RoomContent, RoomVoice } from './room.ts'
import {
  createSegmentFollower,
  type SegmentFollower,
  type SegmentFollowerDeps,
  type SegmentPlace,
} from './segment-follower.ts'

export interface SegmentContentDeps extends EntryAuthorDeps, Pick<SegmentFollowerDeps, 'soon'> {
  readonly store: Store
  /** Keeps apart what one device writes in one conversation, over all its rooms. */
  readonly lines: Lines
}

export interface SegmentContent extends RoomContent, Pick<SegmentFollower, 'committed'> {}

/** Parts of an answer. */
const partBytes = 512 * 1024

export function createSegmentContent(
  deps: SegmentContentDeps,
  place: SegmentPlace,
  voice: RoomVoice,
): SegmentContent {
  const authors = new Map<Member, EntryAuthor>()
  const { load, image, committed } = createSegmentFollower(
    {
      logs: deps.store.logs,
      soon: deps.soon,
      onUpdate: (update, author) =>
        voice.broadcast(
          writeUpdateMessage(update),
          (member) => authors.get(member)?.isAuthor(author) === true,
        ),
      onTooLarge: () => voice.dissolve('too-large'),
    },
    place,
  )
  const authorOf = (member: Member): EntryAuthor => {
    const author = authors.get(member) ?? createEntryAuthor(deps, place, member)
    authors.set(member, author)
    return author
  }
  const write = async (member: Member, update: Uint8Array): Promise<void> => {
    const whole = readWhole(update, maxRoomUpdateBytes)
    if (!whole.ok) return member.end('invalid-update', JSON.stringify(whole.failure))
    const news = newsIn(whole.value, image())
    if (!news.ok) return member.end('invalid-update', JSON.stringify(news.failure))
    if (news.value.length === 0) return
    const written = await authorOf(member).write(news.value)
    if (!written.ok) member.end(written.failure.code, written.failure.detail)
  }
  return {
    load: loadOnce(load),
    committed,
    vector: () => writeVector(image().vector()),
    answer: async (member, vector) => {
      let part: Uint8Array | undefined
      for (const next of image().since(vector, partBytes)) {
        if (part !== undefined) member.send(writeUpdateMessage(part))
        await member.flushed()
        if (!member.isOpen()) return
        part = next
      }
      if (part !== undefined) member.send(writeStep2(part))
    },
    write: (member, update) =>
      deps.lines(`${place.conversation}:${member.grant.device}`, () => write(member, update)),
    idle: async () => {},
    left: (member) => void authors.delete(member),
    bytes: () => image().bytes(),
    close: () => {},
  }
}
