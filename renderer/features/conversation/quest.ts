import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { OpenConversation } from '../../../core/engine/engine.ts'
import { keyOf, type Row } from './rows.ts'

/** The way to a message that the person wants to see: `there` once it is among the rows, `shown` once it is in view. */
export type Quest =
  | { readonly kind: 'seeking' | 'not-there' | 'unreachable' }
  | { readonly kind: 'there' | 'shown'; readonly key: string }

/** `reveal` shows what stands elsewhere than in these rows; false if it is not there either. */
export function createQuest(
  open: OpenConversation,
  rows: Readable<ReadonlyArray<Row>>,
  reveal: (key: string) => boolean,
): {
  readonly state: Readable<Quest | undefined>
  /** Given how the message is called, which may be found out on the way only. */
  readonly begin: (find: () => string | undefined) => void
  readonly goOn: () => void
  readonly arrived: () => void
  readonly end: () => void
} {
  const state = createCell<Quest | undefined>(undefined)
  let find: () => string | undefined = () => undefined
  /** One step a change of the view: what is asked for below changes it again. */
  const goOn = (): void => {
    const quest = state.read()
    if (quest?.kind !== 'seeking') return
    const { before, opening } = open.view.read()
    const key = find()
    const isThere = rows.read().some(({ message }) => keyOf(message) === key)
    if (key !== undefined && isThere) state.write({ kind: 'there', key })
    else if (key !== undefined && reveal(key)) state.write(undefined)
    else if (opening || before === 'loading') return
    else if (before === 'more') void open.loadOlder()
    else state.write({ kind: before === 'beginning' ? 'not-there' : 'unreachable' })
  }
  return {
    state,
    goOn,
    arrived: () => {
      const quest = state.read()
      if (quest?.kind === 'there') state.write({ ...quest, kind: 'shown' })
    },
    begin: (sought) => {
      find = sought
      state.write({ kind: 'seeking' })
      if (open.view.read().before === 'unreachable') void open.loadOlder()
      else goOn()
    },
    end: () => state.write(undefined),
  }
}
