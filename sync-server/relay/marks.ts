/**
 * Read marks (MK*): gathered for a moment, then moved in one commit and told. What is told is durable; what a crash takes is
 * what was said in the last moment, and a client whose mark is ahead of `marked` says it again.
 */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { maxMarkReaders } from '../../core/protocol/limits.ts'
import { encodeRelayFrame } from '../../core/protocol/relay-frame-codec.ts'
import type { MarkStore, ReadMark } from '../store/mark-store.ts'
import { StoreTrouble } from '../store/store.ts'
import type { Author } from './append.ts'
import type { Conversations } from './conversations.ts'
import type { Hub } from './hub.ts'

export interface Marks {
  readonly mark: (author: Author, conversation: ConversationId, seq: number) => Promise<void>
  /** Moves what is gathered now. */
  readonly flush: () => Promise<void>
}

export interface MarksDeps {
  readonly store: MarkStore
  readonly conversations: Conversations
  readonly hub: Hub
  readonly clock: Clock
  readonly onTrouble: (trouble: StoreTrouble) => void
}

/** @internal */
export const markTickMs = 250

interface Said extends ReadMark {
  readonly by: Author
}

export function createMarks({ store, conversations, hub, clock, onTrouble }: MarksDeps): Marks {
  let gathered = new Map<string, Said>()
  let stopTick: (() => void) | undefined

  const tell = async ({ conversation, user, seq }: ReadMark, by: Author | undefined): Promise<void> => {
    const frame = encodeRelayFrame({ kind: 'marks', conversation, marks: [{ user, seq }] })
    for (const device of hub.devicesOf(user)) if (device.author !== by) device.marked(conversation, frame)
    const audience = by && (await conversations.audienceFor(by, conversation))
    if (audience === undefined || (await store.marksOf(conversation, maxMarkReaders)).length === 0) return
    for (const reader of hub.readersOf(audience)) {
      if (reader.author.user !== user) reader.marked(conversation, frame)
    }
  }
  const flush = async (): Promise<void> => {
    stopTick?.()
    stopTick = undefined
    const said = gathered
    gathered = new Map()
    if (said.size === 0) return
    try {
      for (const moved of await store.raise([...said.values()])) {
        await tell(moved, said.get(keyOf(moved))?.by)
      }
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error
      onTrouble(error) // they come again: the clients find `marked` behind
    }
  }
  return {
    flush,
    mark: async (author, conversation, seq) => {
      if ((await conversations.audienceFor(author, conversation)) === undefined) return
      const mark = { conversation, user: author.user, seq, by: author }
      if (seq <= (gathered.get(keyOf(mark))?.seq ?? 0)) return
      gathered.set(keyOf(mark), mark)
      stopTick ??= clock.after(millis(markTickMs), () => void flush())
    },
  }
}

const keyOf = ({ conversation, user }: ReadMark): string => conversation + user
