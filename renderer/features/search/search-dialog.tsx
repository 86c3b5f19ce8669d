import { Search, X } from 'lucide-react'
import { type JSX, useRef, useState } from 'react'
import { asksNothing, parseQuery } from '../../../core/search/parse-query.ts'
import type { Found } from '../../../core/search/query.ts'
import { pageRow } from '../../languages/speech.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import { FindDialog } from '../../ui/find-dialog.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { Filters, type Within } from './filters.tsx'
import { OfferOption } from './offer-option.tsx'
import type { Offer } from './offers.ts'
import { words as composerWords } from '../composer/words.ts'
import styles from './search-dialog.module.css'
import { SearchResult } from './search-result.tsx'
import { useOffers } from './use-offers.ts'
import { type SearchState, useSearch } from './use-search.ts'
import { coverageText, searchFailureText, words } from './words.ts'

/** What was typed, and what is asked for it. */
export interface Asking {
  readonly typed: string
  readonly query: string
}

interface SearchDialogProps {
  /** What stands in the field at first. */
  readonly initial: string
  /** Where it looks at first; everywhere if left out. */
  readonly within?: Within | undefined
  /** Keeps what was found in `within` beside it, to be gone through. */
  readonly keepBeside?: ((found: Asking) => void) | undefined
  readonly onClose: () => void
  readonly onChosen: (result: Found) => void
}

/** Looks through all conversations while one types. Arrow keys walk the results, Enter goes to the message. */
export function SearchDialog(props: SearchDialogProps): JSX.Element {
  const { initial, keepBeside, onClose, onChosen } = props
  const { search, directory } = useEngine()
  const coverage = useReadable(search.coverage)
  const { workspaces } = useReadable(directory)
  const [typed, setTyped] = useState(initial)
  const [within, setWithin] = useState(props.within)
  const field = useRef<HTMLInputElement>(null)
  const completion = useOffers({ field, typed, setTyped })
  const { offers } = completion
  const isOffering = offers.length > 0
  const query = asked(completion.asked(typed), within)
  const [walked, setWalked] = useState<string>()
  const { state, more } = useSearch(search, query, { walks: walked === query })
  return (
    <FindDialog<Offer | Found>
      label={words.title}
      placeholder={words.placeholder}
      results={isOffering ? composerWords.suggestions : words.results}
      maxLength={500}
      icon={<Search size={18} aria-hidden />}
      isLarge
      field={field}
      typed={typed}
      setTyped={setTyped}
      found={isOffering ? offers : state.found}
      choose={(item) => (isOffer(item) ? completion.take(item) : onChosen(item))}
      onClose={onClose}
      list={completion.list}
      isRound={isOffering}
      takesTab={isOffering}
      onEscape={completion.dismiss}
      onLook={completion.look}
      onWalk={(index) => {
        if (isOffering) return
        setWalked(query)
        if (index >= state.found.length - 3) more()
      }}
      onNearEnd={() => {
        if (!isOffering) more()
      }}
      option={(item, place) =>
        isOffer(item) ? (
          <OfferOption key={item.key} offer={item} {...place} />
        ) : (
          // By place: what the next key finds is written into the elements that are there, not into twenty new ones.
          <SearchResult key={place.id} result={item} {...place} />
        )
      }
      beside={<IconButton label={words.close} icon={<X size={18} />} size="small" onClick={onClose} />}
      notes={
        <>
          <Filters {...{ field, within }} write={completion.write} everywhere={() => setWithin(undefined)} />
          <Notes state={state} typed={typed} isAnswered={state.query === query} offered={offers.length} />
        </>
      }
      foot={
        <>
          {!isOffering && state.found.length > 0 && (
            <More
              more={state.next === undefined ? undefined : more}
              keep={
                within &&
                keepBeside &&
                (() => {
                  onClose()
                  keepBeside({ typed: typed.trim(), query })
                })
              }
            />
          )}
          <div className={styles.coverage}>
            {(coverage.trouble === undefined
              ? coverageText(coverage, workspaces)
              : [searchFailureText(coverage.trouble)]
            ).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        </>
      }
    />
  )
}

interface MoreProps {
  /** Undefined where that is all. */
  readonly more: (() => void) | undefined
  readonly keep: (() => void) | undefined
}

/** What can be done with all that was found. */
function More({ more, keep }: MoreProps): JSX.Element | null {
  if (more === undefined && keep === undefined) return null
  return (
    <div className={styles.more}>
      {more && (
        <Button look="link" onClick={more}>
          {words.more}
        </Button>
      )}
      {keep && (
        <Button look="link" onClick={keep}>
          {words.keepBeside}
        </Button>
      )}
    </div>
  )
}

const isOffer = (item: Offer | Found): item is Offer => 'writes' in item

/** An id stands for one conversation alone (SE19). It asks nothing by itself: all that was ever said there is no answer. */
const asked = (typed: string, within: Within | undefined): string =>
  within === undefined || !asks(typed) ? typed : `in:${within.id} ${typed}`

const asks = (typed: string): boolean => !asksNothing(parseQuery(typed))

interface NotesProps {
  readonly state: SearchState
  readonly typed: string
  readonly isAnswered: boolean
  /** So many suggestions stand where results would. */
  readonly offered: number
}

/** What there is to say besides the results: how to search, that nothing was found, what was not understood. */
function Notes({ offered, ...about }: NotesProps): JSX.Element {
  const { found, next } = about.state
  const isCounted = asks(about.typed) && about.isAnswered && found.length > 0
  const count = (next === undefined ? words.count : words.countOrMore)(found.length)
  return (
    <div>
      {offered === 0 && <Said {...about} />}
      <output>
        <VisuallyHidden>
          {offered > 0 ? composerWords.suggested(offered) : isCounted ? count : ''}
        </VisuallyHidden>
      </output>
    </div>
  )
}

function Said({ state, typed, isAnswered }: Omit<NotesProps, 'offered'>): JSX.Element {
  const { found, misread, failure } = state
  const isAsking = asks(typed)
  return (
    <>
      <Alert>{failure && searchFailureText(failure)}</Alert>
      {!isAsking && <Help />}
      {misread.length > 0 && <p className={styles.note}>{words.misread(pageRow(misread))}</p>}
      {isAsking && !isAnswered && found.length === 0 && <p className={styles.note}>{words.looking}</p>}
      {isAsking && isAnswered && found.length === 0 && failure === undefined && (
        <div className={styles.none}>
          <p>{words.none(typed.trim())}</p>
          <p>{words.noneHint}</p>
        </div>
      )}
    </>
  )
}

function Help(): JSX.Element {
  return (
    <div className={styles.help}>
      <p>{words.help}</p>
      <p>{words.helpOffers}</p>
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
