import { useMemo } from 'react'
import type { Engine } from '../../../core/engine/engine.ts'
import { archiveKey, archiveValue } from '../../../core/engine/personal/archive.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import type { Toasts } from '../../ui/toasts.ts'
import { words as personalWords } from '../personal/words.ts'
import type { Archivable } from './archivable.ts'
import { words } from './words.ts'

/** Works without a network, and says what was done with the way back, or why not. */
export type SetArchived = (of: Archivable, on: boolean) => Promise<void>

export function useSetArchived(): SetArchived {
  const { personal } = useEngine()
  const { toasts } = usePage()
  return useMemo(() => createSetArchived(personal, toasts), [personal, toasts])
}

/** @internal */
export function createSetArchived(personal: Engine['personal'], toasts: Pick<Toasts, 'say'>): SetArchived {
  return async ({ id, workspace, title, isMuted, newest }, on) => {
    const { all, set } = personal(workspace)
    const key = archiveKey(id)
    const before = all.read().get(key)
    const done = await set(key, on ? archiveValue(newest) : undefined)
    if (!done.ok) return void toasts.say({ text: personalWords.full(done.failure.limit) })
    const said = isMuted ? words.archivedMuted : words.archived
    toasts.say({
      text: on ? said(title) : words.takenOut(title),
      undo: () => void set(key, on ? undefined : before),
    })
  }
}
