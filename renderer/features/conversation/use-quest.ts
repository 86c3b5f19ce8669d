import { useEffectEvent, useLayoutEffect } from 'react'
import { useReadable } from '../../engine/use-readable.ts'
import type { ConversationModel } from './conversation-model.ts'
import type { Quest } from './quest.ts'
import { keyOf, type Row } from './rows.ts'

interface QuestDeps {
  readonly model: ConversationModel
  /** As the list shows them: a little later than the model has them. */
  readonly rows: ReadonlyArray<Row>
  readonly goToRow: (index: number) => void
  readonly focusRow: (key: string) => void
}

/** Brings a message into view that the person wants to see, once it is among the rows. It stays marked. */
export function useQuest({ model, rows, goToRow, focusRow }: QuestDeps): {
  readonly quest: Quest | undefined
  readonly sought: string | undefined
} {
  const quest = useReadable(model.quest)
  const arrive = useEffectEvent((): void => {
    if (quest?.kind !== 'there') return
    const index = rows.findLastIndex(({ message }) => keyOf(message) === quest.key)
    if (index === -1) return
    goToRow(index)
    model.arrived()
    // The dialog that the person comes from gives the focus back to the composer; the row is drawn a frame later.
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(quest.key)))
  })
  useLayoutEffect(() => arrive(), [quest, rows])
  return { quest, sought: quest?.kind === 'shown' ? quest.key : undefined }
}
