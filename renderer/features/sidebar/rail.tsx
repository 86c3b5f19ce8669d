import { Plus } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { ChooseWorkspace } from '../workspaces/choose-workspace.tsx'
import { words as workspaceWords } from '../workspaces/words.ts'
import { AccountMenu } from './account-menu.tsx'
import styles from './rail.module.css'
import { words } from './words.ts'

interface RailProps {
  readonly workspaces: ReadonlyArray<Workspace>
  readonly current: WorkspaceId | undefined
  /** Workspaces with something unread besides their channels. */
  readonly unread: ReadonlySet<WorkspaceId>
  readonly go: (workspace: WorkspaceId) => void
}

/** The leftmost pane: workspaces above, the account below. */
export function Rail({ workspaces, current, unread, go }: RailProps): JSX.Element {
  const [adding, setAdding] = useState(false)
  return (
    <div className={styles.rail}>
      <ul className={styles.list} aria-label={words.workspaces}>
        {workspaces.map((workspace) => (
          <li key={workspace.id}>
            <RailEntry
              workspace={workspace}
              current={workspace.id === current}
              unread={unread.has(workspace.id) || hasUnread(workspace)}
              go={go}
            />
          </li>
        ))}
        <li>
          <IconButton
            label={words.addWorkspace}
            icon={<Plus size={20} />}
            className={styles.add}
            onClick={() => setAdding(true)}
          />
        </li>
      </ul>
      <AccountMenu />
      {adding && (
        <Dialog title={workspaceWords.title} onClose={() => setAdding(false)}>
          <ChooseWorkspace
            onEntered={(workspace) => {
              setAdding(false)
              go(workspace)
            }}
          />
        </Dialog>
      )}
    </div>
  )
}

interface RailEntryProps {
  readonly workspace: Workspace
  readonly current: boolean
  readonly unread: boolean
  readonly go: (workspace: WorkspaceId) => void
}

function RailEntry({ workspace: { id, name }, current, unread, go }: RailEntryProps): JSX.Element {
  const tells = unread && !current
  return (
    <Tooltip text={name}>
      <button
        type="button"
        className={styles.entry}
        aria-label={tells ? name + words.unread : name}
        aria-current={current ? 'true' : undefined}
        onClick={() => go(id)}
      >
        <Avatar name={name} id={id} />
        {tells && <span className={styles.dot} />}
      </button>
    </Tooltip>
  )
}

const hasUnread = ({ channels, documents }: Workspace): boolean =>
  channels.some(({ unread }) => unread) || documents.some(({ unread }) => unread)
