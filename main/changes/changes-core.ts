/** Changes that wait, in main's memory and on its disk. */
import { type Clock } from '../../core/base/clock.ts'
import { ok, type Result } from '../../core/base/result.ts'
import type { DirectoryEdit, DirectoryEdits } from '../../core/bridge/changes-contract.ts'
import type { EditFailure, ManageFailure } from '../../core/bridge/contract.ts'
import { type ChangeFileDeps, writeChanges } from './change-file.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { aboutOf, isCreation, madeBy } from './made-by.ts'
import { effectOf } from './merge-edits.ts'

export interface ChangesDeps extends ChangeFileDeps {
  readonly clock: Clock
  readonly carryOut: (edit: DirectoryEdit) => Promise<Result<undefined, ManageFailure>>
  readonly changed: (edits: DirectoryEdits<ManageFailure>) => void
  readonly report: (line: string) => void
}

export type Answer = Result<'done' | 'waits', EditFailure>

export interface Item {
  readonly id: number
  edit: DirectoryEdit
  state: 'waiting' | 'sending' | 'done'
  /** As it is now it is not on the disk yet: it is neither sent nor passed by. */
  isBeingKept: boolean
  /** It was sent once, and what came of it is not known. On the disk before it is sent. */
  mayBeThere: boolean
  /** Something may hang on it already: refused, it is not forgotten, whoever is told. */
  stays: boolean
  /** Who asked for it, and is there to be told. */
  tell: ReadonlyArray<(answer: Answer) => void>
}

export interface Core extends ChangesDeps {
  readonly items: Array<Item>
  /** No id is given twice: whoever shows a change knows it by that. */
  newestId: number
  refused: ReadonlyArray<{
    readonly id: number
    readonly edit: DirectoryEdit
    readonly failure: ManageFailure
  }>
  givenUp: ReadonlyArray<{ readonly id: number; readonly conversation: ConversationId }>
  isReached: boolean
  isClosed: boolean
  /** One after another, so that the newest is what stays. */
  written: Promise<void>
  pauseMs: number
  cancelPause: (() => void) | undefined
  readonly forgetting: Set<() => void>
}

export function write(core: Core): Promise<void> {
  const next = core.written
    .catch(() => undefined)
    .then(() =>
      writeChanges(core, {
        waiting: core.items
          .filter(({ state, edit }) => state !== 'done' || isCreation(edit)) // until the directory has told of it
          .map(({ id, edit, mayBeThere }) => ({ id, edit, mayBeThere })),
        refused: [...core.refused],
        givenUp: [...core.givenUp],
      }),
    )
  core.written = next
  return next
}

export const editsOf = ({ items, refused, givenUp }: Core): DirectoryEdits<ManageFailure> => ({
  waiting: [
    ...items
      .filter((item) => !isAskedFor(item))
      .map(({ id, edit, state }) => ({
        id,
        state,
        effect: effectOf(edit),
        ...aboutOf(edit),
        ...madeBy(edit),
      })),
    ...refused
      .filter(({ edit }) => isCreation(edit))
      .map(({ id, edit }) => ({
        id,
        state: 'refused' as const,
        effect: {},
        ...aboutOf(edit),
        ...madeBy(edit),
      })),
    ...givenUp.map((each) => ({ ...each, state: 'given-up' as const, effect: {} })),
  ],
  refused,
})

/** Whoever makes something and waits for the answer is not shown what may be refused in a moment. */
const isAskedFor = ({ edit, state, stays, tell }: Item): boolean =>
  isCreation(edit) && !stays && state !== 'done' && tell.length > 0

export const tellChanged = (core: Core): void => {
  if (!core.isClosed) core.changed(editsOf(core))
}

export const newItem = (core: Core, edit: DirectoryEdit): Item => ({
  id: ++core.newestId,
  edit,
  state: 'waiting',
  isBeingKept: false,
  mayBeThere: false,
  stays: false,
  tell: [],
})

export function remove({ items }: Core, item: Item): void {
  const at = items.indexOf(item)
  if (at >= 0) items.splice(at, 1)
}

export function answerWaiting(core: Core): void {
  for (const item of core.items) if (item.state === 'waiting') answer(item, ok('waits'))
  tellChanged(core)
}

export function answer(item: Item, with_: Answer): void {
  for (const tell of item.tell) tell(with_)
  item.tell = []
}
