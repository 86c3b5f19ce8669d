import { type JSX, useDeferredValue, useMemo, useRef, useState } from 'react'
import { Virtualizer } from 'virtua'
import { useEngine } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Choices } from '../../ui/choices.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import type { PanelProps } from '../panel/panel-props.ts'
import { useSearch } from '../search/use-search.ts'
import { searchFailureText } from '../search/words.ts'
import styles from './file-list.module.css'
import { type ListKind, listed, listKinds, queryFor } from './listed.ts'
import { ListedEntry } from './listed-entry.tsx'
import { words } from './words.ts'

/** How near the end of the list the next page is asked for, in pixels. */
const nearTheEnd = 600

/** Every file and link of a conversation in what of its history is on this device; works without a network. */
export function FilesPanel({ model, workspace }: PanelProps<'files'>): JSX.Element {
  const { search } = useEngine()
  const { indexed, held } = useReadable(search.coverage)
  const [kind, setKind] = useState<ListKind>('images')
  const [typed, setTyped] = useState('')
  const filter = useDeferredValue(typed)
  const { state, more } = useSearch(search, queryFor(model.id, kind, filter), { follows: true })
  const list = useRef<HTMLDivElement>(null)
  const entries = useMemo(() => listed(state.found, kind, filter), [state.found, kind, filter])
  const isOver = state.next === undefined && !state.looking
  const left = held - indexed
  return (
    <div className={styles.panel}>
      <Choices
        legend={words.kind}
        isLegendHidden
        all={listKinds}
        chosen={kind}
        choose={setKind}
        name={(each) => words.kinds[each]}
      />
      <Field
        label={words.filter}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Alert>{state.failure && searchFailureText(state.failure)}</Alert>
      {left > 0 && <p className={styles.fact}>{words.coverage(left)}</p>}
      {entries.length === 0 && state.failure === undefined && (
        <output className={styles.fact}>
          {!isOver ? words.looking : filter.trim() === '' ? words.none[kind] : words.noneNamed}
        </output>
      )}
      <div
        ref={list}
        className={styles.list}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          if (scrollTop + clientHeight > scrollHeight - nearTheEnd) more()
        }}
      >
        <Virtualizer as="ul" item="li" scrollRef={list} itemSize={56}>
          {entries.map((entry) => (
            <ListedEntry key={entry.key} entry={entry} model={model} workspace={workspace.id} />
          ))}
        </Virtualizer>
      </div>
      {state.next !== undefined && entries.length < pageful && (
        <button type="button" className={styles.more} onClick={more}>
          {words.more}
        </button>
      )}
    </div>
  )
}

/** Fewer than that do not fill the list, so that nobody could scroll to its end. */
const pageful = 20
