import { useCallback, useEffect, useRef, useState } from 'react'
import { useReadable } from '../../engine/use-readable.ts'
import type { Search } from '../../../core/engine/search-contract.ts'
import type { DocumentPlace } from '../../../core/search/document.ts'
import type { Found, SearchFailure } from '../../../core/search/query.ts'

export interface SearchState {
  /** What `found` answers: while the next answer is on its way, the last one stays. */
  readonly query: string
  readonly found: ReadonlyArray<Found>
  readonly misread: ReadonlyArray<string>
  readonly next: DocumentPlace | undefined
  /** More of it is on its way. */
  readonly looking: boolean
  readonly failure: SearchFailure | undefined
}

const nothing: SearchState = {
  query: '',
  found: [],
  misread: [],
  next: undefined,
  looking: false,
  failure: undefined,
}

/**
 * Results of what is typed now, and more of them on demand. Answers to older questions are dropped. `follows`: asked anew each time that
 * the index has read more, for a list that is to show what came; else only while nothing is found.
 */
export function useSearch(
  search: Search,
  query: string,
  { follows = false }: { readonly follows?: boolean } = {},
): { readonly state: SearchState; readonly more: () => void } {
  const [state, setState] = useState(nothing)
  /** Set anew with each question: what answers an older one finds its own put out. */
  const current = useRef({ isOver: true })
  /** What the index had read when it was asked last. */
  const askedAt = useRef(0)

  const ask = useCallback(
    async (
      question: { isOver: boolean },
      before: ReadonlyArray<Found>,
      after: DocumentPlace | undefined,
      atLeast = 1,
    ): Promise<void> => {
      askedAt.current = search.coverage.read().read
      const all = [...before]
      // A page may be empty and yet not the last: the index stops to think of others, and is asked again.
      for (let from = after; ;) {
        const page = await search.find(query, from)
        if (question.isOver) return
        if (!page.ok) return setState({ ...nothing, query, failure: page.failure })
        const { found, next, misread } = page.value
        all.push(...found)
        if (all.length < before.length + atLeast && next !== undefined) {
          from = next
          continue
        }
        return setState({ query, misread, next, looking: false, failure: undefined, found: all })
      }
    },
    [search, query],
  )
  useEffect(() => {
    const question = { isOver: false }
    current.current = question
    // oxlint-disable-next-line react/set-state-in-effect -- when the answer comes, not at once
    void ask(question, [], undefined)
    return () => {
      question.isOver = true
    }
  }, [ask])
  // Nothing yet: what the index reads just now may be what is looked for.
  const { read } = useReadable(search.coverage)
  const isAnswered = state.query === query && !state.looking
  const isEmpty = isAnswered && state.found.length === 0
  useEffect(() => {
    if (isEmpty) void ask(current.current, [], undefined)
  }, [read, isEmpty, ask])
  const count = state.found.length
  useEffect(() => {
    if (follows && isAnswered && count > 0 && askedAt.current !== read)
      void ask(current.current, [], undefined, count)
  }, [follows, read, isAnswered, count, ask])
  const more = (): void => {
    if (state.looking || state.next === undefined || state.query !== query) return
    setState({ ...state, looking: true })
    void ask(current.current, state.found, state.next)
  }
  return { state, more }
}
