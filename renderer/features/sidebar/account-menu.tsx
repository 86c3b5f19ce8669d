import { FileKey2, Laptop, LogOut, ShieldCheck } from 'lucide-react'
import { type JSX, useState } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { SealedDialogs, type ShownDialog } from '../account/sealed-dialogs.tsx'
import { connectionText } from '../connection/words.ts'
import { clockTime } from '../../ui/times.ts'
import styles from './account-menu.module.css'
import { words } from './words.ts'

export function AccountMenu(): JSX.Element {
  const { bridge } = usePage()
  const { account, engine, sealed } = usePerson()
  const [shown, setShown] = useState<ShownDialog>()
  const [anchor, setAnchor] = useState<Rect>()
  const [asking, setAsking] = useState(false)
  const signOut = (): void => void bridge.call('session.signOut', {})
  const close = (): void => setAnchor(undefined)
  const choose = (dialog: ShownDialog): void => {
    close()
    setShown(dialog)
  }
  return (
    <>
      <Tooltip text={account.displayName}>
        <button
          type="button"
          className={styles.trigger}
          aria-label={words.account(account.displayName)}
          aria-haspopup="menu"
          aria-expanded={anchor !== undefined}
          onClick={(event) =>
            setAnchor(anchor === undefined ? event.currentTarget.getBoundingClientRect() : undefined)
          }
        >
          <Avatar name={account.displayName} id={account.user} />
        </button>
      </Tooltip>
      {anchor !== undefined && (
        <Popover anchor={anchor} side="right" align="end" onClose={close}>
          <AccountSummary />
          <Menu
            label={words.account(account.displayName)}
            items={[
              ...(sealed === undefined ? [] : keyItems(choose)),
              {
                key: 'sign-out',
                label: words.signOut,
                icon: <LogOut size={16} />,
                choose: () => {
                  close()
                  if (engine.connection.read().queued > 0) setAsking(true)
                  else signOut()
                },
              },
            ]}
          />
        </Popover>
      )}
      {sealed !== undefined && <SealedDialogs sealed={sealed} shown={shown} show={setShown} />}
      {asking && (
        <Dialog title={words.signOutTitle} onClose={() => setAsking(false)}>
          <p>{words.signOutText(engine.connection.read().queued)}</p>
          <DialogActions>
            <Button onClick={() => setAsking(false)}>{uiWords.cancel}</Button>
            <Button look="primary" onClick={signOut}>
              {words.signOut}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  )
}

const keyItems = (choose: (dialog: ShownDialog) => void): ReadonlyArray<MenuItem> => [
  {
    key: 'devices',
    label: words.devices,
    icon: <Laptop size={16} />,
    choose: () => choose('devices'),
  },
  {
    key: 'recovery',
    label: words.recovery,
    icon: <FileKey2 size={16} />,
    choose: () => choose('recovery'),
  },
  {
    key: 'protection',
    label: words.protection,
    icon: <ShieldCheck size={16} />,
    choose: () => choose('protection'),
  },
]

function AccountSummary(): JSX.Element {
  const { account, engine } = usePerson()
  const state = useReadable(engine.connection)
  const syncedAt = state.syncedAt === undefined ? undefined : clockTime(state.syncedAt)
  return (
    <div className={styles.summary}>
      <Avatar name={account.displayName} id={account.user} />
      <div className={styles.about}>
        <span className={styles.name} dir="auto" title={account.displayName}>
          {account.displayName}
        </span>
        <span className={styles.meta} title={account.username}>
          @{account.username}
        </span>
        <span className={styles.meta}>{connectionText(state, syncedAt)}</span>
      </div>
    </div>
  )
}
