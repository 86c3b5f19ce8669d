import type { ReactNode } from 'react'
import { usePerson } from '../../engine/contexts.tsx'
import { InvitationDialog, ProfileDialog, SealedDialogs } from '../account/late.ts'
import type { ShownDialog } from '../account/sealed-dialogs.tsx'
import { useAmongAccounts } from '../accounts/accounts-context.ts'
import { AddAccountDialog } from '../accounts/late.ts'
import { CheckBackupDialog, MakeOwnBackup } from '../backup/late.ts'
import { DeleteAccountDialog, EraseOwnDialog } from '../leaving/late.ts'
import { QuietDialog, StatusDialog } from '../own/late.ts'
import type { SettingsPart } from '../settings/parts.ts'
import { SettingsDialog } from '../settings/late.ts'
import { SignOutDialog } from './sign-out-dialog.tsx'

/** What the menu of the account asks for, to be shown once it has closed. */
export type AccountQuestion =
  | {
      readonly kind:
        | 'sign-out'
        | 'profile'
        | 'invitation'
        | 'status'
        | 'quiet'
        | 'account'
        | 'backup'
        | 'check-backup'
        | 'erase'
        | 'delete'
    }
  | { readonly kind: 'settings'; readonly part?: SettingsPart }
  | { readonly kind: 'sealed'; readonly shown: ShownDialog }

interface AccountDialogsProps {
  readonly asked: AccountQuestion
  /** Another question in place of this one, or none. */
  readonly ask: (question: AccountQuestion | undefined) => void
}

/** In front of all: where the menu is, in a pane that comes and goes with the width of the window, they would go with it. */
export function AccountDialogs({ asked, ask }: AccountDialogsProps): ReactNode {
  const { sealed } = usePerson()
  const among = useAmongAccounts()
  const close = (): void => ask(undefined)
  switch (asked.kind) {
    case 'sign-out':
      return <SignOutDialog onClose={close} />
    case 'profile':
      return <ProfileDialog onClose={close} />
    case 'invitation':
      return <InvitationDialog onClose={close} />
    case 'settings':
      return <SettingsDialog part={asked.part} onClose={close} />
    case 'status':
      return <StatusDialog onClose={close} />
    case 'quiet':
      return <QuietDialog onClose={close} />
    case 'account':
      return among && <AddAccountDialog accounts={among.accounts} onClose={close} />
    case 'backup':
      return <MakeOwnBackup onClose={close} />
    case 'check-backup':
      return <CheckBackupDialog onClose={close} />
    case 'erase':
      return <EraseOwnDialog onClose={close} />
    case 'delete':
      return <DeleteAccountDialog onClose={close} />
    case 'sealed':
      return (
        sealed && (
          <SealedDialogs
            sealed={sealed}
            shown={asked.shown}
            show={(shown) => ask(shown && { kind: 'sealed', shown })}
          />
        )
      )
  }
}
