import { Moon } from 'lucide-react'
import type { JSX } from 'react'
import type { VaultStanding } from '../../../core/bridge/vault-contract.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Menu } from '../../ui/menu.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { clockTime } from '../../ui/times.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { connectionText } from '../connection/words.ts'
import { Face } from '../faces/face.tsx'
import { useOwnSaying } from '../own/use-own-saying.ts'
import { endText, words as ownWords } from '../own/words.ts'
import type { AccountQuestion } from './account-dialogs.tsx'
import { useAccountItems, useOwnItems } from './account-items.tsx'
import styles from './account-menu.module.css'
import { words } from './words.ts'

interface AccountPopoverProps {
  readonly anchor: Rect
  readonly vault: VaultStanding
  readonly onClose: () => void
  /** Closes it too. */
  readonly ask: (question: AccountQuestion | undefined) => void
}

/** Who this is, and what can be done with the account. */
export function AccountPopover({ anchor, vault, onClose, ask }: AccountPopoverProps): JSX.Element {
  const { account } = usePerson()
  const own = useOwnItems(ask)
  const items = useAccountItems(vault, ask)
  return (
    <Popover anchor={anchor} side="after" align="end" onClose={onClose}>
      <AccountSummary />
      <Menu label={words.account(account.displayName)} items={[...own, ...items]} />
    </Popover>
  )
}

function AccountSummary(): JSX.Element {
  const { clock } = usePage()
  const { account, engine, own } = usePerson()
  const { isQuiet } = useReadable(own.state)
  const { status, until } = useOwnSaying()
  const state = useReadable(engine.connection)
  const syncedAt = state.syncedAt === undefined ? undefined : clockTime(state.syncedAt)
  return (
    <div className={styles.summary}>
      <Face name={account.displayName} id={account.user} />
      <div className={styles.about}>
        <span className={styles.name} dir="auto" title={account.displayName}>
          {account.displayName}
          {isQuiet && (
            <>
              <Moon size={14} aria-hidden className={styles.moon} />
              <VisuallyHidden>{ownWords.quietMark}</VisuallyHidden>
            </>
          )}
        </span>
        <span className={styles.meta} title={account.username}>
          <bdi dir="ltr">@{account.username}</bdi>
        </span>
        {status !== '' && (
          <span className={styles.status} dir="auto" title={status}>
            {status}
          </span>
        )}
        {until !== undefined && (
          <span className={styles.meta}>{ownWords.untilTime(endText(until, clock.now()))}</span>
        )}
        <span className={styles.meta}>{connectionText(state, syncedAt)}</span>
      </div>
    </div>
  )
}
