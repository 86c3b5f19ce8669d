import { type JSX, useMemo } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationTrust } from '../../../core/bridge/trust.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import { SidePanel } from '../panel/side-panel.tsx'
import styles from './conversation-body.module.css'
import type { ConversationModel } from './conversation-model.ts'
import { emptyTextsOf, type Subject } from './subject.ts'
import { Talk } from './talk.tsx'

interface ConversationBodyProps {
  readonly model: ConversationModel
  readonly workspace: Workspace
  readonly subject: Subject
  readonly trust: ConversationTrust
}

/** The messages and the composer, and what was opened beside them. Mount it anew for another conversation. */
export function ConversationBody(props: ConversationBodyProps): JSX.Element {
  const { model, workspace, subject, trust } = props
  const engine = useEngine()
  const holds = useSlice(model.rows, (rows) => rows.length > 0)
  // With neither keys nor messages there is nothing to read and no way to write; the panel above has the place for itself.
  const isOpen = trust.reading.kind !== 'not-linked' || holds
  const cameIn = trust.readers.find(({ user }) => user === engine.self)?.since
  const alone = workspace.memberCount === 1
  const texts = useMemo(() => emptyTextsOf(subject, cameIn, alone), [subject, cameIn, alone])
  return (
    <div className={styles.stage}>
      <div className={styles.talk} data-takes-files>
        {isOpen && <Talk {...props} texts={texts} composer={{ aside: subject.kind === 'document' }} />}
      </div>
      {isOpen && <SidePanel {...props} />}
    </div>
  )
}
