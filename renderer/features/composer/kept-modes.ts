import { type Cell, createCell, type Readable } from '../../../core/base/readable.ts'
import type { ConversationId, OpId, UserId } from '../../../core/protocol/ids.ts'
import { createMarks, placeOf } from '../unfinished/places.ts'
import type { ComposerMode } from './composer-mode.ts'

/** What is being answered or edited, for each person, conversation and thread: it stays as long as the page does, over a lock too. Rule CP20 in ../markup/SPEC.md. */
export interface KeptModes {
  readonly of: (user: UserId, conversation: ConversationId, root: OpId | undefined) => Cell<ComposerMode>
  /** Places where a message has another text in the box than it has, as by `placeOf`. */
  readonly unfinished: Readable<ReadonlySet<string>>
}

export function createKeptModes(): KeptModes {
  const cells = new Map<string, Cell<ComposerMode>>()
  const { all, mark } = createMarks()
  const create = (place: string): Cell<ComposerMode> => {
    const cell = createCell<ComposerMode>({ kind: 'new' })
    const look = (): void => {
      const now = cell.read()
      mark(place, now.kind === 'edit' && now.typed.read() !== now.message.text)
    }
    cell.listen(() => {
      look()
      const now = cell.read()
      if (now.kind === 'edit') now.typed.listen(look)
    })
    cells.set(place, cell)
    return cell
  }
  return {
    of: (user, conversation, root) => {
      const place = placeOf(user, conversation, root)
      return cells.get(place) ?? create(place)
    },
    unfinished: all,
  }
}
