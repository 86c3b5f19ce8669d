import { ChevronDown, ChevronRight } from 'lucide-react'
import type { JSX, ReactNode } from 'react'
import { folded } from '../../../core/engine/personal/arrangement.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { Alert } from '../../ui/field.tsx'
import sidebar from '../sidebar/sidebar.module.css'
import styles from './personal.module.css'
import { useArrangement, useChanging } from './use-personal.ts'
import { words } from './words.ts'

interface SectionHeadProps {
  readonly workspace: WorkspaceId
  /** One's own by its id, one of the app by a word that stays. */
  readonly section: string
  readonly name: string
  /** What can be done there, behind the name. */
  readonly children?: ReactNode
}

/** The name of a section, which folds it, on all of the person's devices. */
export function SectionHead({ workspace, section, name, children }: SectionHeadProps): JSX.Element {
  const isFolded = useArrangement(workspace).folded.has(section)
  const { change, problem } = useChanging(workspace)
  const Sign = isFolded ? ChevronRight : ChevronDown
  return (
    <>
      <div className={sidebar.section}>
        <h3 className={sidebar.sectionName}>
          <button
            type="button"
            className={styles.fold}
            aria-expanded={!isFolded}
            title={isFolded ? words.unfold(name) : words.fold(name)}
            onClick={() => change(() => [folded(section, !isFolded)])}
          >
            <Sign size={14} aria-hidden />
            <span className={sidebar.name} dir="auto">
              {name}
            </span>
          </button>
        </h3>
        {children}
      </div>
      <Alert>{problem}</Alert>
    </>
  )
}
