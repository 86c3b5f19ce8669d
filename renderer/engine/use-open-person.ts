import { useMemo } from 'react'
import type { Engine } from '../../core/engine/engine.ts'
import { createOwn } from '../features/own/own-model.ts'
import type { AppModel } from './app-model.ts'
import { type Person, usePage } from './contexts.tsx'
import type { SealedModels } from './sealed-models.ts'
import { useReadable } from './use-readable.ts'

/** Whose account is open in this model; undefined while it is not. */
export function useOpenPerson(
  model: AppModel,
  sealedModels: ((engine: Engine) => SealedModels) | undefined,
): Person | undefined {
  const state = useReadable(model.state)
  const { clock, activity } = usePage()
  return useMemo(() => {
    if (state.kind !== 'ready') return undefined
    const { account, engine } = state
    const own = createOwn({ engine, clock, activity })
    return { account, engine, own, sealed: sealedModels?.(engine) }
  }, [state, sealedModels, clock, activity])
}
