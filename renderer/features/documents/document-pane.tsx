import { MessageSquare, Pencil } from 'lucide-react'
import { type JSX, useEffect, useState } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { Banners } from '../connection/banners.tsx'
import { UpdateBanner } from '../updates/update-banner.tsx'
import { ConversationBody } from '../conversation/conversation-body.tsx'
import { ConversationHeader } from '../conversation/conversation-header.tsx'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import { PanelButtons } from '../conversation/panel-buttons.tsx'
import type { Subject } from '../conversation/subject.ts'
import { useTrust } from '../conversation/use-trust.ts'
import { words as conversationWords } from '../conversation/words.ts'
import { MissedNote } from '../later/missed-note.tsx'
import { setShowsChat, showsChat } from './chat-choice.ts'
import { DocumentBody } from './document-body.tsx'
import styles from './document-pane.module.css'
import { PeopleHere } from './people-here-list.tsx'
import { TitleDialog } from './late.ts'
import { useDocument } from './use-document.ts'
import { words } from './words.ts'
import { useWindowTitle } from '../unread/use-window-title.ts'

interface DocumentPaneProps {
  readonly model: ConversationModel
  readonly workspace: Workspace
  readonly subject: Extract<Subject, { readonly kind: 'document' }>
  readonly openSidebar: (() => void) | undefined
  readonly openSearch: () => void
}

/** A document and the conversation about it, beside it or below. Mount it anew for another document (`key`). */
export function DocumentPane(props: DocumentPaneProps): JSX.Element {
  const { model, workspace, subject, openSidebar, openSearch } = props
  const { document: shown } = subject
  const { remembered } = usePage()
  const trust = useTrust(subject)
  const opened = useDocument(shown.id)
  useEffect(() => () => model.block.write(undefined), [model]) // who comes back later looks for something else
  const [chat, setChat] = useState(() => showsChat(remembered))
  const [renaming, setRenaming] = useState(false)
  useWindowTitle(conversationWords.windowTitle(shown.title, workspace.name))
  const quest = useReadable(model.quest)
  const { stuckIn } = useReadable(useEngine().connection)
  const stuck = stuckIn?.find(({ conversation }) => conversation === shown.conversation)
  const [told, setTold] = useState<string>()
  if (stuck !== undefined && told !== (stuck.message ?? 'change')) {
    setTold(stuck.message ?? 'change') // once, for it is tried again and refused with each connection
    setChat(true) // why it was not sent is said there
  }
  const isShown = chat || quest !== undefined // what was looked for is shown, wherever it is
  const toggleChat = (): void => {
    if (isShown) model.endQuest()
    setChat(!isShown)
    setShowsChat(remembered, !isShown)
  }
  return (
    <main className={styles.pane}>
      <ConversationHeader
        workspace={workspace}
        subject={subject}
        openSidebar={openSidebar}
        openSearch={openSearch}
        actions={
          <>
            {opened?.ok === true && <PeopleHere session={opened.value} workspace={workspace.id} />}
            {isShown && <PanelButtons model={model} />}
            <IconButton
              label={words.editDocument}
              icon={<Pencil size={17} />}
              onClick={() => setRenaming(true)}
            />
            <IconButton
              label={isShown ? words.hideChat : words.showChat}
              icon={<MessageSquare size={18} />}
              aria-pressed={isShown}
              className={styles.chatButton}
              onClick={toggleChat}
            />
          </>
        }
      />
      <Banners />
      <UpdateBanner />
      <MissedNote workspace={workspace} />
      <div className={styles.halves}>
        <section className={styles.document} aria-label={shown.title}>
          <DocumentBody opened={opened} workspace={workspace.id} title={shown.title} sought={model.block} />
        </section>
        {isShown && (
          <section className={styles.chat} aria-label={words.chat}>
            <ConversationBody model={model} workspace={workspace} subject={subject} trust={trust} />
          </section>
        )}
      </div>
      {renaming && (
        <TitleDialog workspace={workspace.id} document={shown} onClose={() => setRenaming(false)} />
      )}
    </main>
  )
}
