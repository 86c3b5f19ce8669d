import type { JSX } from 'react'
import { blockOfPiece, isPage, messageOf } from '../../../core/search/document.ts'
import type { Found } from '../../../core/search/query.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import { keyOf } from '../conversation/rows.ts'
import type { PanelProps } from '../panel/panel-props.ts'
import panel from '../panel/side-panel.module.css'
import styles from './found-panel.module.css'
import { ResultContent } from './search-result.tsx'
import { useSearch } from './use-search.ts'
import { searchFailureText, words } from './words.ts'

/** What was found in the conversation, to be gone through beside it. */
export function FoundPanel({ panel: { typed, query }, model }: PanelProps<'found'>): JSX.Element {
  const { state, more } = useSearch(useEngine().search, query, { follows: true })
  const { found, next, failure } = state
  const isNone = state.query === query && found.length === 0 && failure === undefined
  const show = (result: Found): void => {
    if (isPage(result)) model.block.write(blockOfPiece(result.id))
    else model.seek(keyOf({ id: messageOf(result), author: result.author }))
  }
  return (
    <div className={panel.content}>
      <p className={panel.fact}>{words.foundFor(typed)}</p>
      <Alert>{failure && searchFailureText(failure)}</Alert>
      {isNone && <p className={panel.none}>{words.none(typed)}</p>}
      <ul className={panel.list} aria-label={words.results}>
        {found.map((result) => (
          <li key={`${result.id}/${result.author}`}>
            <button type="button" className={styles.entry} onClick={() => show(result)}>
              <ResultContent result={result} />
            </button>
          </li>
        ))}
      </ul>
      {next !== undefined && found.length > 0 && (
        <Button look="link" onClick={more}>
          {words.more}
        </Button>
      )}
    </div>
  )
}
