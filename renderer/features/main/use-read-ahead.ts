import { useEffect, useEffectEvent } from 'react'
import { createCell } from '../../../core/base/readable.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import { readRecent } from '../switcher/recent.ts'
import { likelyNext } from './likely-next.ts'

const nowhere = createCell({ opening: true })

/** Where the person is likeliest to go next is read while they look at what they are shown now. */
export function useReadAhead(workspace: Workspace | undefined, here: ConversationModel | undefined): void {
  const { engine } = usePerson()
  const { remembered } = usePage()
  const opening = useSlice(here?.open.view ?? nowhere, (view) => view.opening)
  const read = useEffectEvent((): void => {
    const next = workspace === undefined ? [] : likelyNext(workspace, readRecent(remembered, engine.self))
    engine.ready(next.filter((id) => id !== here?.id))
  })
  useEffect(() => {
    if (opening) return undefined
    const idle = requestIdleCallback(() => read())
    return () => cancelIdleCallback(idle)
  }, [engine, workspace?.id, here, opening])
}
