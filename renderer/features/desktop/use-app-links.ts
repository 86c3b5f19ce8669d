import { useEffect } from 'react'
import { createCell } from '../../../core/base/readable.ts'
import type { Holder } from '../../engine/accounts-model.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { useAmongAccounts } from '../accounts/accounts-context.ts'
import { goElsewhere } from '../accounts/use-elsewhere.ts'
import { keyOf } from '../conversation/rows.ts'
import type { Places } from '../main/places.ts'
import { nowhereText } from './words.ts'

const alone = createCell<ReadonlyMap<number, Holder>>(new Map())

/**
 * Goes where the link leads that the app was opened with, once it is known what there is: here, or in another account of this
 * window. Rule DT6.
 */
export function useAppLinks({ goTo, goToConversation }: Pick<Places, 'goTo' | 'goToConversation'>): void {
  const { desktop, toasts } = usePage()
  const { engine } = usePerson()
  const among = useAmongAccounts()
  const holders = useReadable(among?.accounts.holders ?? alone)
  const link = useReadable(desktop.links.waiting)
  const { loaded, workspaces } = useReadable(engine.directory)
  useEffect(() => {
    if (link?.kind !== 'message' && link?.kind !== 'conversation') return
    const { conversation } = link
    const key = link.kind === 'message' ? keyOf({ id: link.message, author: link.author }) : undefined
    const isThere = key === undefined ? goToConversation(conversation) : goTo(conversation, key)
    if (!isThere && !loaded) return // the directory may tell of it yet
    const elsewhere = isThere ? undefined : goElsewhere(among, { conversation, key })
    if (elsewhere?.kind === 'waiting') return
    desktop.links.done()
    if (elsewhere?.kind === 'nowhere') toasts.say({ text: nowhereText(elsewhere.locked) })
  }, [link, loaded, workspaces, holders, among, goTo, goToConversation, desktop, toasts])
}
