import { useMemo } from 'react'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { noSealed } from './no-sealed.ts'

/** Workspaces in which a sealed conversation has something unread. */
export function useSealedUnread(): ReadonlySet<WorkspaceId> {
  const { sealed } = usePerson()
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  return useMemo(
    () => new Set(conversations.filter(({ unread }) => unread).map(({ workspace }) => workspace)),
    [conversations],
  )
}
