import { useEffect, useMemo } from 'react'
import { useEngine } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import { useSearch } from '../search/use-search.ts'
import type { ConversationModel } from './conversation-model.ts'
import { type Pinned, pinnedOf, pinsAsked } from './pinned.ts'

/** More than that are not counted. */
const most = 300

/** What is pinned in the conversation: among its messages on the screen, and in what of its history is on this device. */
export function usePinned(model: ConversationModel): ReadonlyArray<Pinned> {
  const { search } = useEngine()
  const messages = useSlice(model.open.view, (view) => view.messages)
  const asked = useSlice(search.coverage, (coverage) => pinsAsked(model.id, coverage))
  const { state, more } = useSearch(search, asked)
  useEffect(() => {
    if (state.next !== undefined && !state.looking && state.found.length < most) more()
  })
  return useMemo(() => pinnedOf(messages, state.found), [messages, state.found])
}
