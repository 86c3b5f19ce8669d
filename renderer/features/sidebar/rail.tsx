import { Plus } from 'lucide-react'
import type { JSX } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { IconButton } from '../../ui/button.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { AccountList } from '../accounts/account-list.tsx'
import { WorkspaceFace } from '../faces/face.tsx'
import type { Told } from '../unread/told.ts'
import { UnreadMark } from '../unread/unread-mark.tsx'
import type { AccountQuestion } from './account-dialogs.tsx'
import { AccountMenu } from './account-menu.tsx'
import styles from './rail.module.css'
import { words } from './words.ts'

interface RailProps {
  readonly workspaces: ReadonlyArray<Workspace>
  readonly current: WorkspaceId | undefined
  /** What is to be read in each. */
  readonly told: (workspace: WorkspaceId) => Told
  readonly go: (workspace: WorkspaceId) => void
  readonly addWorkspace: () => void
  readonly ask: (question: AccountQuestion | undefined) => void
}

/** The leftmost pane: workspaces above, the account below. */
export function Rail({ workspaces, current, told, go, addWorkspace, ask }: RailProps): JSX.Element {
  return (
    <div className={styles.rail}>
      <ul className={styles.list} aria-label={words.workspaces}>
        {workspaces.map((workspace) => (
          <li key={workspace.id}>
            <RailEntry
              workspace={workspace}
              current={workspace.id === current}
              told={told(workspace.id)}
              go={go}
            />
          </li>
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

interface RailEntryProps {
  readonly workspace: Workspace
  readonly current: boolean
  readonly told: Told
  readonly go: (workspace: WorkspaceId) => void
}

function RailEntry({ workspace, current, told, go }: RailEntryProps): JSX.Element {
  const { id, name } = workspace
  // The one in view tells in the sidebar; a number is worth seeing twice.
  const tells = told.count > 0 || !current
  return (
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
  )
}
