import {
  Bookmark,
  CalendarClock,
  FilePlus2,
  FolderPlus,
  Hash,
  List,
  MessageSquarePlus,
  MessagesSquare,
  Plus,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { Action } from '../../../core/protocol/permissions.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { words as documentWords } from '../documents/words.ts'
import { words as laterWords } from '../later/words.ts'
import type { Asked } from '../main/main-dialog.tsx'
import { mayBrowse, mayIn } from '../manage/rights.ts'
import { words as manageWords } from '../manage/words.ts'
import { words as peopleWords } from '../people/words.ts'
import { words as personalWords } from '../personal/words.ts'
import type { AccountQuestion } from '../sidebar/account-dialogs.tsx'
import { words as sidebarWords } from '../sidebar/words.ts'
import { words as threadWords } from '../threads/words.ts'
import { useOrderItems } from '../workspace-menu/order-items.tsx'
import { workspaceItems } from '../workspace-menu/workspace-items.tsx'
import type { CommandItem } from './command.ts'

interface WorkspaceActions {
  readonly ask: (asked: Asked) => void
  readonly showThreads: () => void
}

/** What is asked for a workspace alone. */
type Simple = Exclude<Asked, AccountQuestion | { readonly kind: 'section' | 'here' | 'search' | 'workspace' }>

/** What is begun and listed in a workspace, as far as this person may. */
export function useWorkspaceItems(
  workspace: Workspace,
  { ask, showThreads }: WorkspaceActions,
): ReadonlyArray<CommandItem> {
  const { id } = workspace
  const { sealed } = usePerson()
  const moves = useOrderItems(id)
  const isSealedOff = usePolicy('SealedMessages').value === 'disabled'
  const item = (kind: Simple['kind'], label: string, icon: ReactNode): CommandItem => {
    return { key: kind, label, icon, choose: () => ask({ kind, workspace: id }) }
  }
  const allowed = (action: Action, ...items: ReadonlyArray<CommandItem>): ReadonlyArray<CommandItem> =>
    mayIn(workspace, action) ? items : []
  return [
    ...(sealed === undefined || isSealedOff
      ? []
      : [item('message', peopleWords.newMessage, <MessageSquarePlus size={16} />)]),
    ...allowed('conversation.create', item('channel', sidebarWords.newChannel, <Hash size={16} />)),
    ...allowed('document.create', item('document', documentWords.newDocument, <FilePlus2 size={16} />)),
    {
      key: 'section',
      label: personalWords.newSection,
      icon: <FolderPlus size={16} />,
      choose: () => ask({ kind: 'section', workspace: id, question: {} }),
    },
    {
      key: 'threads',
      label: threadWords.threads,
      icon: <MessagesSquare size={16} />,
      choose: showThreads,
    },
    item('saved', personalWords.saved, <Bookmark size={16} />),
    item('scheduled', laterWords.list, <CalendarClock size={16} />),
    ...(mayBrowse(workspace) ? [item('browse', manageWords.browse, <List size={16} />)] : []),
    ...workspaceItems(workspace, (kind) => ask({ kind, workspace: id }), moves),
    {
      key: 'add-workspace',
      label: sidebarWords.addWorkspace,
      icon: <Plus size={16} />,
      choose: () => ask({ kind: 'workspace' }),
    },
  ]
}
