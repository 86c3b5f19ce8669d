import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { OpenConversation } from '../../../core/engine/engine.ts'
import { keyOf, type Row } from './rows.ts'

/** The way to a message that the person wants to see: `there` once it is among the rows, `shown` once it is in view. */
export interface Quest {
  readonly kind: 'seeking' | 'there' | 'shown' | 'not-there' | 'unreachable'
  readonly key: string
}

/** `reveal` shows what stands elsewhere than in these rows; false if it is not there either. */
export function createQuest(
  open: OpenConversation,
  rows: Readable<ReadonlyArray<Row>>,
  reveal: (key: string) => boolean,
): {
  readonly state: Readable<Quest | undefined>
  readonly begin: (key: string) => void
  readonly goOn: () => void
  readonly arrived: () => void
  readonly end: () => void
} {
  const state = createCell<Quest | undefined>(undefined)
  /** One step a change of the view: what is asked for below changes it again. */
  const goOn = (): void => {
    const quest = state.read()
    if (quest?.kind !== 'seeking') return
    const { before, opening } = open.view.read()
    const isThere = rows.read().some(({ message }) => keyOf(message) === quest.key)
    if (isThere) state.write({ ...quest, kind: 'there' })
    else if (reveal(quest.key)) state.write(undefined)
    else if (opening || before === 'loading') return
    else if (before === 'more') void open.loadOlder()
    else state.write({ ...quest, kind: before === 'beginning' ? 'not-there' : 'unreachable' })
  }
  return {
    state,
    goOn,
    arrived: () => {
      const quest = state.read()
      if (quest?.kind === 'there') state.write({ ...quest, kind: 'shown' })
    },
    begin: (key) => {
      state.write({ kind: 'seeking', key })
      if (open.view.read().before === 'unreachable') void open.loadOlder()
      else goOn()
    },
    end: () => state.write(undefined),
  }
}
