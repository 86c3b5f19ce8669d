import { useEffect, useMemo, useState } from 'react'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import type { Found } from '../../../core/search/query.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import type { ConversationModel } from './conversation-model.ts'
import { type Pinned, pinnedOf, watchPins } from './pinned.ts'

const none: ReadonlyArray<Found> = []

/** What is pinned in the conversation: among its messages on the screen, and in what of its history is on this device. */
export function usePinned({ id, open }: ConversationModel): ReadonlyArray<Pinned> {
  const { search } = useEngine()
  const messages = useSlice(open.view, (view) => view.messages)
  const [told, setTold] = useState<{
    readonly of: ConversationId
    readonly found: ReadonlyArray<Found>
  }>()
  useEffect(() => watchPins(search, id, (found) => setTold({ of: id, found })), [search, id])
  const found = told?.of === id && told.found.length > 0 ? told.found : none
  return useMemo(() => pinnedOf(messages, found), [messages, found])
}
