/** What the person has arranged for themselves in a workspace, and how they change it. */
import { useMemo, useState } from 'react'
import { millis } from '../../../core/base/clock.ts'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { type Arrangement, type Change, readArrangement } from '../../../core/engine/personal/arrangement.ts'
import { readSaved, save, savedKey, type SavedMessage, unsaved } from '../../../core/engine/personal/saved.ts'
import { draftsIn } from '../../../core/engine/personal/shared-draft.ts'
import type { ConversationId, OpId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import type { Said } from '../../ui/toasts.ts'
import { words } from './words.ts'

export interface Changing {
  /** What is to be changed, given all that is set: read when it is applied, for another device may have been faster. */
  readonly change: (changes: (all: ReadonlyMap<string, string>) => Changes) => void
  /** The same, and says whether it was made. */
  readonly attempt: (...given: Parameters<Changing['change']>) => Promise<boolean>
  /** Takes something away, and says so with the way back. */
  readonly takeAway: (changes: ReadonlyArray<Change>, text: Said['text']) => void
  /** Why the last change could not be made. */
  readonly problem: string | undefined
}

type Changes = ReadonlyArray<Change> | { readonly kind: 'too-many'; readonly limit: number }

const isRefused = (changes: Changes): changes is Exclude<Changes, ReadonlyArray<Change>> => 'kind' in changes

export function useChanging(workspace: WorkspaceId): Changing {
  const { all, set } = useEngine().personal(workspace)
  const { toasts } = usePage()
  const [problem, setProblem] = useState<string>()
  const attempt: Changing['attempt'] = async (toChanges) => {
    const changes = toChanges(all.read())
    if (isRefused(changes)) {
      setProblem(words.full(changes.limit))
      return false
    }
    setProblem(undefined)
    const done = await Promise.all(changes.map(([key, value]) => set(key, value)))
    const refused = done.find((each) => !each.ok)
    if (refused !== undefined) setProblem(words.full(refused.failure.limit))
    return refused === undefined
  }
  return {
    change: (toChanges) => void attempt(toChanges),
    attempt,
    takeAway: (changes, text) => {
      const now = all.read()
      const before = changes.map(([key]): Change => [key, now.get(key)])
      void attempt(() => changes)
      toasts.say({ text, undo: () => void attempt(() => before) })
    },
    problem,
  }
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

export interface Saving {
  /** Saves the message for later, or no longer; at the bound nothing, and a word about it. */
  readonly toggle: (message: ShownMessage) => void
  readonly isSaved: (message: OpId) => boolean
}

export function useSaving(workspace: WorkspaceId, conversation: ConversationId): Saving {
  const { all } = useEngine().personal(workspace)
  const { change } = useChanging(workspace)
  const settings = useReadable(all)
  return useMemo(
    () => ({
      isSaved: (message) => settings.has(savedKey(message)),
      toggle: (message) =>
        change((now) =>
          now.has(savedKey(message.id))
            ? [unsaved(message.id)]
            : save(now, message, { conversation, savedAt: millis(Date.now()) }),
        ),
    }),
    // oxlint-disable-next-line react/exhaustive-deps -- `change` does the same whenever it was made
    [settings, conversation],
  )
}
