import { Plus } from 'lucide-react'
import { type DragEvent, type JSX, useState } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Tooltip } from '../../ui/tooltip.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { AccountList } from '../accounts/account-list.tsx'
import { WorkspaceFace } from '../faces/face.tsx'
import { isLowerHalf, workspaceDrag } from '../personal/drag.ts'
import type { Told } from '../unread/told.ts'
import { UnreadMark } from '../unread/unread-mark.tsx'
import type { AccountQuestion } from './account-dialogs.tsx'
import { AccountMenu } from './account-menu.tsx'
import styles from './rail.module.css'
import { words } from './words.ts'
import { type Side, useWorkspaceOrder, type WorkspaceOrder } from './workspace-order.ts'

interface RailProps {
  readonly current: WorkspaceId | undefined
  /** What is to be read in each. */
  readonly told: (workspace: WorkspaceId) => Told
  readonly go: (workspace: WorkspaceId) => void
  readonly addWorkspace: () => void
  readonly ask: (question: AccountQuestion | undefined) => void
}

/** The leftmost pane: workspaces above, the account below. */
export function Rail({ current, told, go, addWorkspace, ask }: RailProps): JSX.Element {
  const { workspaces, move } = useWorkspaceOrder()
  return (
    <div className={styles.rail}>
      <ul className={styles.list} aria-label={words.workspaces}>
        {workspaces.map((workspace) => (
          <RailEntry
            key={workspace.id}
            workspace={workspace}
            current={workspace.id === current}
            told={told(workspace.id)}
            go={go}
            move={move}
          />
        ))}
        <li>
          <IconButton
            label={words.addWorkspace}
            icon={<Plus size={20} />}
            className={styles.add}
            onClick={addWorkspace}
          />
        </li>
      </ul>
      <div className={styles.accounts}>
        <AccountList place="rail" />
        <AccountMenu ask={ask} />
      </div>
    </div>
  )
}

interface RailEntryProps extends Pick<WorkspaceOrder, 'move'> {
  readonly workspace: Workspace
  readonly current: boolean
  readonly told: Told
  readonly go: (workspace: WorkspaceId) => void
}

function RailEntry({ workspace, current, told, go, move }: RailEntryProps): JSX.Element {
  const { id, name } = workspace
  const [over, setOver] = useState<Side>()
  // The one in view tells in the sidebar; a number is worth seeing twice.
  const tells = told.count > 0 || !current
  const dropped = (event: DragEvent): void => {
    setOver(undefined)
    const moved = workspaceDrag.from(event)
    if (moved === undefined) return
    event.preventDefault()
    move(moved, sideOf(event), id)
  }
  return (
    // By keyboard it is done in the menu at the workspace's name.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above
    <li
      className={classes(over && styles[over])}
      draggable
      onDragStart={(event) => workspaceDrag.start(event, id)}
      onDragOver={(event) => {
        if (!workspaceDrag.isOver(event)) return
        event.preventDefault()
        setOver(sideOf(event))
      }}
      onDragLeave={() => setOver(undefined)}
      onDrop={dropped}
    >
      <Tooltip text={name}>
        <button
          type="button"
          className={styles.entry}
          aria-current={current ? 'true' : undefined}
          onClick={() => go(id)}
        >
          <VisuallyHidden>{name}</VisuallyHidden>
          <span className={styles.tile}>
            <WorkspaceFace workspace={workspace} />
            {tells && <UnreadMark told={told} corner />}
          </span>
        </button>
      </Tooltip>
    </li>
  )
}

const sideOf = (event: DragEvent): Side => (isLowerHalf(event) ? 'behind' : 'before')
