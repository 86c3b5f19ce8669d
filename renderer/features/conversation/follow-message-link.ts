/** A link to a message, pressed in a message: followed here, in another account of this window, or once that is open. Rule DT6. */
import { readAppLink } from '../../../core/bridge/app-link.ts'
import type { Navigation } from '../../engine/navigation.ts'
import type { AppLinks } from '../../platform/app-links.ts'
import type { AmongAccounts } from '../accounts/accounts-context.ts'
import { goElsewhere } from '../accounts/use-elsewhere.ts'
import { keyOf } from './rows.ts'

export interface FollowDeps {
  readonly goTo: Navigation['goTo']
  readonly among: AmongAccounts | undefined
  readonly wait: AppLinks['wait']
  /** `locked` are accounts of which nobody can say. */
  readonly nowhere: (locked: ReadonlyArray<string>) => void
}

/** False if it is no link to a message. */
export function followMessageLink({ goTo, among, wait, nowhere }: FollowDeps, url: string): boolean {
  const link = readAppLink(url)
  if (link?.kind !== 'message') return false
  const { conversation } = link
  const key = keyOf({ id: link.message, author: link.author })
  if (goTo(conversation, key)) return true
  const elsewhere = goElsewhere(among, { conversation, key })
  if (elsewhere.kind === 'waiting') wait(link)
  if (elsewhere.kind === 'nowhere') nowhere(elsewhere.locked)
  return true
}
