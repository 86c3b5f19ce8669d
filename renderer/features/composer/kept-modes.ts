import type { Millis } from '../../../core/base/clock.ts'
import { type Cell, createCell, type Readable } from '../../../core/base/readable.ts'
import type { ConversationId, OpId, UserId } from '../../../core/protocol/ids.ts'
import { createMarks, placeOf } from '../unfinished/places.ts'
import type { Begun, ComposerMode } from './composer-mode.ts'

/** A new text that this person has given a message, until it is known not to have come too late. */
export interface MadeEdit {
  readonly user: UserId
  readonly conversation: ConversationId
  /** Of the thread where it was written; undefined for the conversation itself. */
  readonly root: OpId | undefined
  readonly message: OpId
  readonly text: string
  readonly at: Millis
}

/**
 * What is being answered or edited, for each person, conversation and thread: it stays as long as the page does, over a lock too. `keep-modes.ts` has it outlive the page. Places are as by `placeOf`. Rule CP20
 * in ../markup/SPEC.md.
 */
export interface KeptModes {
  readonly of: (user: UserId, conversation: ConversationId, root: OpId | undefined) => Cell<ComposerMode>
  /** Of every person and place, one a message. `keep-edits.ts` watches over them. */
  readonly made: Cell<ReadonlyArray<MadeEdit>>
  /** Places where a message has another text in the box than it has, or had when it went. */
  readonly unfinished: Readable<ReadonlySet<string>>
  /** Where something is, or was since the page is there. */
  readonly all: ReadonlyMap<string, Readable<ComposerMode>>
  /** Calls `changed` with each place where another mode, or another text, is from now on until the returned function is called. */
  readonly listen: (changed: (place: string) => void) => () => void
  /** What was begun there before the page was. Nothing where something else is begun. */
  readonly bringBack: (place: string, begun: Begun) => void
}

export function createKeptModes(): KeptModes {
  const cells = new Map<string, Cell<ComposerMode>>()
  const changed = createCell({ place: '' })
  const { all, mark } = createMarks()
  const create = (place: string): Cell<ComposerMode> => {
    const cell = createCell<ComposerMode>({ kind: 'new' })
    const look = (): void => {
      const now = cell.read()
      const isChanged = now.kind === 'edit' && now.typed.read() !== now.message.text
      mark(place, isChanged || (now.kind === 'new' && now.isLeftOver === true && now.text !== undefined))
      changed.write({ place })
    }
    cell.listen(() => {
      look()
      const now = cell.read()
      if (now.kind === 'edit') now.typed.listen(look)
    })
    cells.set(place, cell)
    return cell
  }
  const at = (place: string): Cell<ComposerMode> => cells.get(place) ?? create(place)
  return {
    of: (user, conversation, root) => at(placeOf(user, conversation, root)),
    made: createCell<ReadonlyArray<MadeEdit>>([]),
    unfinished: all,
    all: cells,
    listen: (told) => changed.listen(() => told(changed.read().place)),
    bringBack: (place, begun) => {
      if (at(place).read().kind === 'new') at(place).write({ ...begun, isBack: true })
    },
  }
}
