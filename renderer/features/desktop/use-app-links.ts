import { useEffect } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { keyOf } from '../conversation/rows.ts'
import type { Places } from '../main/places.ts'
import { words } from './words.ts'

/** Goes where the link leads that the app was opened with, once it is known what there is. Rule DT6. */
export function useAppLinks({ goTo, goToConversation }: Pick<Places, 'goTo' | 'goToConversation'>): void {
  const { desktop, toasts } = usePage()
  const { engine } = usePerson()
  const link = useReadable(desktop.links.waiting)
  const { loaded, workspaces } = useReadable(engine.directory)
  useEffect(() => {
    if (link?.kind !== 'message' && link?.kind !== 'conversation') return
    const isThere =
      link.kind === 'message'
        ? goTo(link.conversation, keyOf({ id: link.message, author: link.author }))
        : goToConversation(link.conversation)
    if (!isThere && !loaded) return // the directory may tell of it yet
    desktop.links.done()
    if (!isThere) toasts.say({ text: words.nowhere })
  }, [link, loaded, workspaces, goTo, goToConversation, desktop, toasts])
}
