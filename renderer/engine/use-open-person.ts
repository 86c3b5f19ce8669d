import { useMemo } from 'react'
import { createCell } from '../../core/base/readable.ts'
import type { Engine } from '../../core/engine/engine.ts'
import { createOwn } from '../features/own/own-model.ts'
import type { AppModel } from './app-model.ts'
import { type Person, usePage } from './contexts.tsx'
import type { SealedModels } from './sealed-models.ts'
import { useReadable, useSlice } from './use-readable.ts'

const noDirectory: Engine['directory'] = createCell({ loaded: false, workspaces: [] })

/** Whose account is open in this model, by the name that they have given themselves; undefined while it is not. */
export function useOpenPerson(
  model: AppModel,
  sealedModels: ((engine: Engine) => SealedModels) | undefined,
): Person | undefined {
  const state = useReadable(model.state)
  const { clock, activity } = usePage()
  const open = useMemo(() => {
    if (state.kind !== 'ready') return undefined
    const { account, engine } = state
    const own = createOwn({ engine, clock, activity })
    return { account, engine, own, sealed: sealedModels?.(engine) }
  }, [state, sealedModels, clock, activity])
  const displayName = useSlice(open?.engine.directory ?? noDirectory, ({ own }) => own?.name)
  return useMemo(
    () => open && (displayName === undefined ? open : { ...open, account: { ...open.account, displayName } }),
    [open, displayName],
  )
}
