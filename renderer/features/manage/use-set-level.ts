import { useMemo } from 'react'
import type { Engine } from '../../../core/engine/engine.ts'
import { levelKey } from '../../../core/engine/personal/levels.ts'
import type { NotifyLevel } from '../../../core/protocol/directory.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import type { Toasts } from '../../ui/toasts.ts'
import { words as personalWords } from '../personal/words.ts'
import type { Leveled } from './leveled.ts'
import { words } from './words.ts'

/** Works without a network, and says what was done with the way back, or why not. */
export type SetLevel = (of: Leveled, level: NotifyLevel) => Promise<void>

export function useSetLevel(): SetLevel {
  const { personal } = useEngine()
  const { toasts } = usePage()
  return useMemo(() => createSetLevel(personal, toasts), [personal, toasts])
}

/** @internal */
export function createSetLevel(personal: Engine['personal'], toasts: Pick<Toasts, 'say'>): SetLevel {
  return async ({ id, workspace, title, level: before }, level) => {
    const { set } = personal(workspace)
    const done = await set(levelKey(id), level)
    toasts.say(
      done.ok
        ? { text: words.levelSet[level](title), undo: () => void set(levelKey(id), before) }
        : { text: personalWords.full(done.failure.limit) },
    )
  }
}
