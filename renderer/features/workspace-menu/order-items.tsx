import { MoveDown, MoveUp } from 'lucide-react'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import { useWorkspaceOrder } from '../sidebar/workspace-order.ts'
import { words } from './words.ts'

/** What is done in the rail by dragging, as far as there is a place to move to. */
export function useOrderItems(workspace: WorkspaceId): ReadonlyArray<MenuItem> {
  const { workspaces, move } = useWorkspaceOrder()
  const at = workspaces.findIndex(({ id }) => id === workspace)
  const [above, below] = [workspaces[at - 1], workspaces[at + 1]]
  const up: MenuItem | undefined = above && {
    key: 'move-up',
    label: words.moveUp,
    icon: <MoveUp size={16} />,
    choose: () => move(workspace, 'before', above.id),
  }
  const down: MenuItem | undefined = below && {
    key: 'move-down',
    label: words.moveDown,
    icon: <MoveDown size={16} />,
    choose: () => move(workspace, 'behind', below.id),
  }
  return [up, down].filter((item) => item !== undefined)
}
