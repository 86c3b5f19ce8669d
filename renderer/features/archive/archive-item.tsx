import { Archive, ArchiveRestore } from 'lucide-react'
import type { MenuItem } from '../../ui/menu.tsx'
import type { Archivable } from './archivable.ts'
import type { SetArchived } from './use-set-archived.ts'
import { words } from './words.ts'

/** In the menu of a conversation. */
export const archiveItem = (of: Archivable, setArchived: SetArchived): MenuItem => ({
  key: 'put-away',
  label: of.isArchived ? words.takeOut : words.archive,
  icon: of.isArchived ? <ArchiveRestore size={16} /> : <Archive size={16} />,
  choose: () => void setArchived(of, !of.isArchived),
})
