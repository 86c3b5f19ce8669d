import { LogOut, Palette, PencilLine, UserRoundPlus, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { Action } from '../../../core/protocol/permissions.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import { words as conversationWords } from '../conversation/words.ts'
import { words as faceWords } from '../faces/words.ts'
import { mayIn } from '../manage/rights.ts'
import { words as manageWords } from '../manage/words.ts'
import { words } from './words.ts'

/** What is asked about a workspace as a whole. */
export type WorkspaceQuestion = 'invite' | 'members' | 'rename-workspace' | 'look' | 'leave-workspace'

/** What this person may do with it: in its menu, and by name. */
export function workspaceItems(
  workspace: Workspace,
  ask: (question: WorkspaceQuestion) => void,
  moves: ReadonlyArray<MenuItem>,
): ReadonlyArray<MenuItem> {
  const item = (key: WorkspaceQuestion, label: string, icon: ReactNode): MenuItem => ({
    key,
    label,
    icon,
    choose: () => ask(key),
  })
  const allowed = (action: Action, ...items: ReadonlyArray<MenuItem>): ReadonlyArray<MenuItem> =>
    mayIn(workspace, action) ? items : []
  return [
    ...allowed('workspace.invite', item('invite', conversationWords.invite, <UserRoundPlus size={16} />)),
    item('members', manageWords.membersOf(workspace.name), <UsersRound size={16} />),
    ...allowed(
      'workspace.update',
      item('rename-workspace', words.rename, <PencilLine size={16} />),
      item('look', faceWords.look, <Palette size={16} />),
    ),
    ...moves,
    { ...item('leave-workspace', words.leave, <LogOut size={16} />), danger: true },
  ]
}
