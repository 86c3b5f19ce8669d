import { X } from 'lucide-react'
import type { JSX, RefObject } from 'react'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import styles from './search-dialog.module.css'
import { words } from './words.ts'

/** A conversation that alone is looked through, whatever others are called. */
export interface Within {
  readonly id: ConversationId
  readonly title: string
}

interface FiltersProps {
  readonly field: RefObject<HTMLInputElement | null>
  /** Puts a text into the field, and the caret in it. */
  readonly write: (typed: string, caret: number) => void
  /** The one conversation that is looked through, if it is one. */
  readonly within: Within | undefined
  readonly everywhere: () => void
}

const operators = ['from', 'in', 'before', 'after', 'has'] as const

/** What narrows a search, to press: a press puts it where the caret is, for the person to go on typing, or to take what is offered behind it. */
export function Filters({ field, write, within, everywhere }: FiltersProps): JSX.Element {
  const put = (operator: string): void => {
    const input = field.current
    if (input === null) return
    const { selectionStart, selectionEnd, value } = input
    const before = value.slice(0, selectionStart ?? value.length)
    const after = value.slice(selectionEnd ?? value.length)
    const head = `${before}${/\S$/.test(before) ? ' ' : ''}${operator}:`
    write(`${head}${/^\S/.test(after) ? ' ' : ''}${after}`, head.length)
  }
  return (
    <fieldset className={styles.filters} aria-label={words.narrow}>
      {within !== undefined && (
        <span className={styles.within}>
          <span dir="auto">{words.within(within.title)}</span>
          <IconButton
            label={words.everywhere}
            icon={<X size={14} />}
            size="small"
            onClick={() => {
              everywhere()
              field.current?.focus()
            }}
          />
        </span>
      )}
      {operators.map((operator) => (
        <Button key={operator} className={styles.filter} onClick={() => put(operator)}>
          {words.narrowBy[operator]}
        </Button>
      ))}
    </fieldset>
  )
}
