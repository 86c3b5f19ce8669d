import { Archive, FileSearch, Link, Trash2, UserRoundX } from 'lucide-react'
import { createCell } from '../../../core/base/readable.ts'
import type { OwnDevice } from '../../../core/bridge/devices.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import type { ShownDialog } from '../account/sealed-dialogs.tsx'
import { words as accountsWords } from '../accounts/words.ts'
import { words as backupWords } from '../backup/words.ts'
import { words as devicesWords } from '../devices/words.ts'
import { words as leavingWords } from '../leaving/words.ts'
import type { AccountQuestion } from '../sidebar/account-dialogs.tsx'
import type { CommandItem } from './command.ts'

const none = createCell<ReadonlyArray<OwnDevice> | undefined>(undefined)

/** What the menu of the account leaves to the settings and to the dialog of the devices. */
export function useMoreAccountItems(ask: (question: AccountQuestion) => void): ReadonlyArray<CommandItem> {
  const { sealed } = usePerson()
  const devices = useReadable(sealed?.devices.own ?? none)
  const link = (shown: ShownDialog, label: string): CommandItem => {
    return { key: shown, label, icon: <Link size={16} />, choose: () => ask({ kind: 'sealed', shown }) }
  }
  const mayLink = devices?.some(({ here, role }) => here && role === 'primary') === true
  return [
    ...(mayLink ? [link('release', devicesWords.link)] : []),
    ...(devices?.length === 0 ? [link('unlinked', devicesWords.linkThis)] : []),
    {
      key: 'backup',
      label: backupWords.make,
      icon: <Archive size={16} />,
      choose: () => ask({ kind: 'backup' }),
    },
    {
      key: 'check-backup',
      label: backupWords.check,
      icon: <FileSearch size={16} />,
      choose: () => ask({ kind: 'check-backup' }),
    },
    {
      key: 'erase',
      label: accountsWords.erase,
      icon: <Trash2 size={16} />,
      choose: () => ask({ kind: 'erase' }),
    },
    {
      key: 'delete-account',
      label: leavingWords.remove,
      icon: <UserRoundX size={16} />,
      choose: () => ask({ kind: 'delete' }),
    },
  ]
}
