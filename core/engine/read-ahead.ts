import type { ConversationId } from '../protocol/ids.ts'
import type { Sync } from '../sync/sync-contract.ts'
import type { DirectoryModel } from './directory-model.ts'

/** Conversations at a time; sync keeps sixteen in memory that nobody looks at. */
export const mostReady = 12

/** Ops that they hold together, at about a kilobyte each. There are 2,000 at most of one, and reading ends when this many are there. */
const enoughHeld = 6_000

interface ReadAheadDeps {
  readonly model: Pick<DirectoryModel, 'hasConversation'>
  readonly sync: Pick<Sync, 'replica'>
  readonly breathe: () => Promise<void>
}

export interface ReadAhead {
  /**
   * Reads what the store has of the newest messages of conversations, one after the other: whoever opens one of them then waits
   * for no disk. Nothing is fetched and nothing shown. They go as any that were opened and left: when sixteen others were needed
   * since. Rule CR37 in core/sync/SPEC.md.
   */
  readonly ready: (conversations: ReadonlyArray<ConversationId>) => Promise<void>
  /** What was not read yet is left: somebody waits for another one, and both would take turns. */
  readonly stop: () => void
}

export function createReadAhead({ model, sync, breathe }: ReadAheadDeps): ReadAhead {
  let stops = 0
  return {
    stop: () => void stops++,
    ready: async (conversations) => {
      const begun = stops
      let held = 0
      for (const id of conversations.slice(0, mostReady)) {
        await breathe()
        if (held >= enoughHeld || stops !== begun) return
        if (model.hasConversation(id)) held += await sync.replica(id).ready()
      }
    },
  }
}
