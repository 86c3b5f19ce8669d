/** What the person has arranged for themselves in a workspace, and how they change it. */
import { useMemo, useState } from 'react'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { type Arrangement, type Change, readArrangement } from '../../../core/engine/personal/arrangement.ts'
import { readSaved, type SavedMessage } from '../../../core/engine/personal/saved.ts'
import { draftsIn } from '../../../core/engine/personal/shared-draft.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { words } from './words.ts'

export interface Changing {
  /** What is to be changed, given all that is set: read when it is applied, for another device may have been faster. */
  readonly change: (changes: (all: ReadonlyMap<string, string>) => Changes) => void
  /** Why the last change could not be made. */
  readonly problem: string | undefined
}

type Changes = ReadonlyArray<Change> | { readonly kind: 'too-many'; readonly limit: number }

const isRefused = (changes: Changes): changes is Exclude<Changes, ReadonlyArray<Change>> => 'kind' in changes

export function useChanging(workspace: WorkspaceId): Changing {
  const { all, set } = useEngine().personal(workspace)
  const [problem, setProblem] = useState<string>()
  const change: Changing['change'] = (toChanges) => {
    const changes = toChanges(all.read())
    if (isRefused(changes)) return setProblem(words.full(changes.limit))
    setProblem(undefined)
    for (const [key, value] of changes)
      void set(key, value).then((done) => {
        if (!done.ok) setProblem(words.full(done.failure.limit))
      })
  }
  return { change, problem }
}

export function useArrangement(workspace: WorkspaceId): Arrangement {
  const all = useReadable(useEngine().personal(workspace).all)
  return useMemo(() => readArrangement(all), [all])
}

export function useSaved(workspace: WorkspaceId): ReadonlyArray<SavedMessage> {
  const all = useReadable(useEngine().personal(workspace).all)
  return useMemo(() => readSaved(all), [all])
}

/** Conversations in which something waits to be finished. */
export function useDrafts(workspace: WorkspaceId): ReadonlySet<ConversationId> {
  const all = useReadable(useEngine().personal(workspace).all)
  return useMemo(() => draftsIn(all), [all])
}
