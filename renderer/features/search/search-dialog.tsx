import { Search, X } from 'lucide-react'
import { type JSX, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Found } from '../../../core/search/query.ts'
import { pageRow } from '../../languages/speech.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './search-dialog.module.css'
import { SearchResult } from './search-result.tsx'
import { type SearchState, useSearch } from './use-search.ts'
import { coverageText, searchFailureText, words } from './words.ts'

interface SearchDialogProps {
  /** What stands in the field at first. */
  readonly initial: string
  readonly onClose: () => void
  readonly onChosen: (result: Found) => void
}

/** Looks through all conversations while one types. Arrow keys walk the results, Enter goes to the message. */
export function SearchDialog({ initial, onClose, onChosen }: SearchDialogProps): JSX.Element {
  const { search } = useEngine()
  const coverage = useReadable(search.coverage)
  const [query, setQuery] = useState(initial)
  const [chosen, setChosen] = useState(0)
  const { state, more } = useSearch(search, query)
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const optionId = (index: number): string => `${id}-${index}`
  const current = Math.min(chosen, state.found.length - 1)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  const walk = (to: number): void => {
    const next = Math.max(0, Math.min(to, state.found.length - 1))
    setChosen(next)
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' })
    if (next >= state.found.length - 3) more()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const result = state.found[current]
    if (event.key === 'ArrowDown') walk(current + 1)
    else if (event.key === 'ArrowUp') walk(current - 1)
    else if (event.key === 'Enter' && result !== undefined) onChosen(result)
    else return
    event.preventDefault()
  }

  return (
    // The dialog itself hears Escape; a press beside it is for the mouse alone.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- see above
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={words.title}
      onCancel={(event) => {
        event.preventDefault() // the owner closes it by no longer rendering it
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={styles.content}>
        <div className={styles.head}>
          <Search size={18} aria-hidden />
          <input
            type="text"
            role="combobox"
            aria-label={words.title}
            aria-expanded={state.found.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={current >= 0 ? optionId(current) : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            spellCheck={false}
            className={styles.input}
            placeholder={words.placeholder}
            maxLength={500}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value)
              setChosen(0)
            }}
            onKeyDown={onKeyDown}
          />
          <IconButton label={words.close} icon={<X size={18} />} size="small" onClick={onClose} />
        </div>
        <Notes state={state} query={query} />
        {/* A list that the input drives (ARIA's combobox): no native element has rows of more than text. */}
        <ul
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- see above
          role="listbox"
          id={`${id}-list`}
          aria-label={words.results}
          className={styles.list}
          // Only there for the mouse: keys walk from the input.
          tabIndex={-1}
        >
          {state.found.map((result, index) => (
            <SearchResult
              key={result.id + result.author + result.conversation}
              id={optionId(index)}
              result={result}
              chosen={index === current}
              choose={() => onChosen(result)}
            />
          ))}
        </ul>
        {state.next !== undefined && state.found.length > 0 && (
          <div className={styles.more}>
            <Button look="link" onClick={more}>
              {words.more}
            </Button>
          </div>
        )}
        <p className={styles.coverage}>
          {coverage.trouble === undefined ? coverageText(coverage) : searchFailureText(coverage.trouble)}
        </p>
      </div>
    </dialog>
  )
}

interface NotesProps {
  readonly state: SearchState
  readonly query: string
}

/** What there is to say besides the results: how to search, that nothing was found, what was not understood. */
function Notes({ state, query }: NotesProps): JSX.Element {
  const { found, misread, failure, next } = state
  const isAnswered = state.query === query
  const asks = query.trim() !== ''
  return (
    <div>
      <Alert>{failure && searchFailureText(failure)}</Alert>
      {!asks && <Help />}
      {misread.length > 0 && <p className={styles.note}>{words.misread(pageRow(misread))}</p>}
      {asks && !isAnswered && found.length === 0 && <p className={styles.note}>{words.looking}</p>}
      {asks && isAnswered && found.length === 0 && failure === undefined && (
        <div className={styles.none}>
          <p>{words.none(query.trim())}</p>
          <p>{words.noneHint}</p>
        </div>
      )}
      <output>
        {asks && isAnswered && found.length > 0 && (
          <VisuallyHidden>
            {(next === undefined ? words.count : words.countOrMore)(found.length)}
          </VisuallyHidden>
        )}
      </output>
    </div>
  )
}

function Help(): JSX.Element {
  return (
    <div className={styles.help}>
      <p>{words.help}</p>
      <dl>
        {words.filters.map(([filter, meaning]) => (
          <div key={filter}>
            <dt>{filter}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
