/** Conversations and threads in which this window has something that is not finished and stands in no draft. */
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { ConversationId, OpId, UserId } from '../../../core/protocol/ids.ts'

/** Of a thread if there is a `root`, else of the conversation itself; of each person for themselves, for a window may see several. */
export const placeOf = (user: UserId, conversation: ConversationId, root?: OpId): string =>
  `${user}/${conversation}/${root ?? ''}`

export interface Marks {
  /** The same object until that changes. */
  readonly all: Readable<ReadonlySet<string>>
  readonly mark: (place: string, on: boolean) => void
}

export function createMarks(): Marks {
  const all = createCell<ReadonlySet<string>>(new Set())
  return {
    all,
    mark: (place, on) => {
      const now = all.read()
      if (now.has(place) !== on)
        all.write(new Set(on ? [...now, place] : [...now].filter((each) => each !== place)))
    },
  }
}
