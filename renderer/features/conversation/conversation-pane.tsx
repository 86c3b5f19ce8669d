import type { JSX } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { Banners } from '../connection/banners.tsx'
import { UpdateBanner } from '../updates/update-banner.tsx'
import { MissedNote } from '../later/missed-note.tsx'
import { ConversationBody } from './conversation-body.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import type { ConversationModel } from './conversation-model.ts'
import styles from './conversation-pane.module.css'
import { PanelButtons } from './panel-buttons.tsx'
import { SealedNotes } from './sealed-notes.tsx'
import { type Subject, titleOf } from './subject.ts'
import { useTrust } from './use-trust.ts'
import { words } from './words.ts'
import { useWindowTitle } from '../unread/use-window-title.ts'

interface ConversationPaneProps {
  readonly model: ConversationModel
  readonly workspace: Workspace
  readonly subject: Subject
  readonly openSidebar: (() => void) | undefined
  readonly openSearch: () => void
}

/** What belongs to one conversation is mounted anew for another; header and banners stay, which is most of the icons of a switch. */
export function ConversationPane({
  model,
  workspace,
  subject,
  openSidebar,
  openSearch,
}: ConversationPaneProps): JSX.Element {
  const { sealed } = usePerson()
  const title = titleOf(subject)
  const trust = useTrust(subject)
  useWindowTitle(words.windowTitle(title, workspace.name))
  return (
    <main className={styles.pane}>
      <ConversationHeader
        workspace={workspace}
        subject={subject}
        openSidebar={openSidebar}
        openSearch={openSearch}
        actions={<PanelButtons model={model} />}
      />
      <Banners />
      <UpdateBanner />
      <MissedNote workspace={workspace} />
      {subject.kind === 'sealed' && sealed !== undefined && (
        <SealedNotes
          key={`notes of ${model.id}`} // what it stands beside has the id alone
          sealed={sealed}
          model={model}
          conversation={subject.conversation}
          trust={trust}
        />
      )}
      <ConversationBody key={model.id} model={model} workspace={workspace} subject={subject} trust={trust} />
    </main>
  )
}
