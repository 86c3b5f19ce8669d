import { ChevronDown } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { Rect } from '../../ui/place.ts'
import { WorkspacePopover } from '../workspace-menu/late.ts'
import type { WorkspaceQuestion } from '../workspace-menu/workspace-items.tsx'
import styles from './sidebar.module.css'

interface WorkspaceTitleProps {
  readonly workspace: Workspace
  readonly ask: (question: WorkspaceQuestion) => void
}

/** What it is called; opens what can be done with it. */
export function WorkspaceTitle({ workspace, ask }: WorkspaceTitleProps): JSX.Element {
  const { name } = workspace
  const [anchor, setAnchor] = useState<Rect>()
  return (
    <>
      <h2 className={styles.heading}>
        <button
          type="button"
          className={styles.title}
          title={name}
          aria-haspopup="menu"
          aria-expanded={anchor !== undefined}
          onClick={(event) => setAnchor(event.currentTarget.getBoundingClientRect())}
        >
          <span className={styles.workspace} dir="auto">
            {name}
          </span>
          <ChevronDown size={16} aria-hidden />
        </button>
      </h2>
      {anchor !== undefined && (
        <WorkspacePopover {...{ workspace, anchor, ask }} onClose={() => setAnchor(undefined)} />
      )}
    </>
  )
}
