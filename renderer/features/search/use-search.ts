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
 * the index has read more, for a list that is to show what came; else while nothing is found, and once after the index was
 * behind when it was asked, unless somebody `walks` what was found: it must not move under the keys.
 */
export function useSearch(
  search: Search,
  query: string,
  { follows = false, walks = false }: { readonly follows?: boolean; readonly walks?: boolean } = {},
): { readonly state: SearchState; readonly more: () => void } {
  const [state, setState] = useState(nothing)
  /** Set anew with each question: what answers an older one finds its own put out. */
  const current = useRef({ isOver: true })
  /** What the index had read when it was asked last, and whether more stood in line. */
  const askedAt = useRef({ read: 0, isBehind: false })

  const ask = useCallback(
    async (
      question: { isOver: boolean },
      before: ReadonlyArray<Found>,
      after: DocumentPlace | undefined,
      atLeast = 1,
    ): Promise<void> => {
      const { read, toRead } = search.coverage.read()
      askedAt.current = { read, isBehind: toRead > 0 }
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
  const { read, toRead } = useReadable(search.coverage)
  const isAnswered = state.query === query && !state.looking
  const isEmpty = isAnswered && state.found.length === 0
  useEffect(() => {
    if (isEmpty) void ask(current.current, [], undefined)
  }, [read, isEmpty, ask])
  const count = state.found.length
  useEffect(() => {
    const isDue = follows || (!walks && askedAt.current.isBehind && toRead === 0)
    if (isDue && isAnswered && count > 0 && askedAt.current.read !== read)
      void ask(current.current, [], undefined, count)
  }, [follows, walks, read, toRead, isAnswered, count, ask])
  const more = (): void => {
    if (state.looking || state.next === undefined || state.query !== query) return
    setState({ ...state, looking: true })
    void ask(current.current, state.found, state.next)
  }
  return { state, more }
}
