import type { JSX } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { Menu } from '../../ui/menu.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { useOrderItems } from './order-items.tsx'
import { workspaceItems, type WorkspaceQuestion } from './workspace-items.tsx'

interface WorkspacePopoverProps {
  readonly workspace: Workspace
  readonly anchor: Rect
  readonly onClose: () => void
  readonly ask: (question: WorkspaceQuestion) => void
}

/** What can be done with a workspace as a whole. */
export function WorkspacePopover({ workspace, anchor, onClose, ask }: WorkspacePopoverProps): JSX.Element {
  const moves = useOrderItems(workspace.id)
  const items = workspaceItems(workspace, ask, moves).map((item) => ({
    ...item,
    choose: () => {
      onClose()
      item.choose()
    },
  }))
  return (
    <Popover anchor={anchor} onClose={onClose}>
      <Menu label={workspace.name} items={items} />
    </Popover>
  )
}
