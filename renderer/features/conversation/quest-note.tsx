import type { JSX } from 'react'
import { Button } from '../../ui/button.tsx'
import { words as uiWords } from '../../ui/words.ts'
import type { Quest } from './quest.ts'
import styles from './quest-note.module.css'
import { questText } from './words.ts'

interface QuestNoteProps {
  readonly quest: Quest | undefined
  readonly onClose: () => void
}

/** Tells how the way back to a message goes, if it takes longer than an eye rests. */
export function QuestNote({ quest, onClose }: QuestNoteProps): JSX.Element {
  const text = quest && questText(quest.kind)
  return (
    <output className={text === undefined ? undefined : styles.note}>
      {text !== undefined && (
        <>
          <span>{text}</span>
          <Button look="link" onClick={onClose}>
            {uiWords.close}
          </Button>
        </>
      )}
    </output>
  )
}
