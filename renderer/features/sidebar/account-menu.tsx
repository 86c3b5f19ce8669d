import { type JSX, useState } from 'react'
import type { VaultStanding } from '../../../core/bridge/vault-contract.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable, useSlice } from '../../engine/use-readable.ts'
import type { Rect } from '../../ui/place.ts'
import { Tooltip } from '../../ui/tooltip.tsx'
import { Face } from '../faces/face.tsx'
import { OwnMark } from '../own/own-mark.tsx'
import type { AccountQuestion } from './account-dialogs.tsx'
import styles from './account-menu.module.css'
import { AccountPopover } from './late.ts'
import { words } from './words.ts'

interface AccountMenuProps {
  /** What is to be asked in a dialog; undefined: nothing. */
  readonly ask: (question: AccountQuestion | undefined) => void
}

export function AccountMenu({ ask }: AccountMenuProps): JSX.Element {
  const { bridge } = usePage()
  const { account, engine, own } = usePerson()
  const { status, isQuiet } = useReadable(own.state)
  const isSeen = useSlice(engine.connection, ({ kind }) => kind === 'online')
  const [opened, setOpened] = useState<{ readonly anchor: Rect; readonly vault: VaultStanding }>()
  const close = (): void => setOpened(undefined)
  const open = async (anchor: Rect): Promise<void> => {
    const vault = await bridge.call('vault.settings', {})
    if (vault.ok) setOpened({ anchor, vault: vault.value }) // else it was locked meanwhile
  }
  return (
    <>
      <Tooltip text={account.displayName}>
        <button
          type="button"
          className={styles.trigger}
          aria-label={words.account(account.displayName)}
          aria-haspopup="menu"
          aria-expanded={opened !== undefined}
          onClick={(event) => {
            if (opened === undefined) void open(event.currentTarget.getBoundingClientRect())
            else close()
          }}
        >
          <Face name={account.displayName} id={account.user} />
          <OwnMark status={isSeen ? status : undefined} isQuiet={isQuiet} />
        </button>
      </Tooltip>
      {opened !== undefined && (
        <AccountPopover
          {...opened}
          onClose={close}
          ask={(question) => {
            close()
            ask(question)
          }}
        />
      )}
    </>
  )
}
