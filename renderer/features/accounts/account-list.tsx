import { Lock, UserRoundPlus } from 'lucide-react'
import type { JSX } from 'react'
import type { Seat } from '../../../core/bridge/contract.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { classes } from '../../ui/classes.ts'
import { Tooltip } from '../../ui/tooltip.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { isMac } from '../keys/key-text.ts'
import { nothingTold, type Told } from '../unread/told.ts'
import { UnreadMark } from '../unread/unread-mark.tsx'
import styles from './account-list.module.css'
import { accountIn, isShut, useAmongAccounts } from './accounts-context.ts'
import { words } from './words.ts'

interface AccountListProps {
  /** In the rail the one in view has its own place below. */
  readonly place: 'rail' | 'entrance'
}

/** The accounts of this window, to go from one to another; nothing where there is but one. */
export function AccountList({ place }: AccountListProps): JSX.Element | null {
  const among = useAmongAccounts()
  return among === undefined ? null : <List place={place} {...among} />
}

function List({
  place,
  accounts,
  seat: own,
}: AccountListProps & NonNullable<ReturnType<typeof useAmongAccounts>>): JSX.Element | null {
  const { seats } = useReadable(accounts.state)
  const told = useReadable(accounts.told)
  if (seats.length < 2) return null
  return (
    <nav aria-label={words.accounts} className={classes(styles.nav, styles[place])}>
      <ul className={styles.list}>
        {seats.map((each, index) =>
          place === 'rail' && each.seat === own ? null : (
            <li key={each.seat}>
              <Entry
                of={each}
                place={index + 1}
                isCurrent={each.seat === own}
                told={told.get(each.seat) ?? nothingTold}
                go={() => accounts.choose(each.seat)}
              />
            </li>
          ),
        )}
      </ul>
    </nav>
  )
}

interface EntryProps {
  readonly of: Seat
  /** Counted from 1, for its key. */
  readonly place: number
  readonly isCurrent: boolean
  readonly told: Told
  readonly go: () => void
}

function Entry({ of, place, isCurrent, told, go }: EntryProps): JSX.Element {
  const account = accountIn(of)
  const name = account?.name ?? words.signedOut
  const host = new URL(of.server).host
  return (
    <Tooltip text={words.hint(name, host, isMac() ? words.keysMac(place) : words.keys(place))}>
      <button
        type="button"
        className={styles.entry}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={go}
      >
        <VisuallyHidden>{account === undefined ? name : words.account(name)}</VisuallyHidden>
        {account === undefined ? (
          <span className={styles.empty} aria-hidden>
            <UserRoundPlus size={16} />
          </span>
        ) : (
          <Avatar name={name} id={account.id} size="small" />
        )}
        {isShut(of) && (
          <>
            <VisuallyHidden>{words.locked}</VisuallyHidden>
            <span className={styles.lock} aria-hidden>
              <Lock size={10} />
            </span>
          </>
        )}
        <UnreadMark told={told} corner />
      </button>
    </Tooltip>
  )
}
