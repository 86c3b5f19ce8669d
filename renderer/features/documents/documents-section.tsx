import { FilePlus2, FileText } from 'lucide-react'
import type { JSX } from 'react'
import type { Document, Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { ArrangedItem } from '../personal/arranged-item.tsx'
import { SectionHead } from '../personal/section-head.tsx'
import { MutedMark } from '../manage/muted-mark.tsx'
import { RefusedMark } from '../manage/refused-mark.tsx'
import { mayIn } from '../manage/rights.ts'
import { useListed } from '../sidebar/listed.ts'
import sidebar from '../sidebar/sidebar.module.css'
import { UnreadMark } from '../unread/unread-mark.tsx'
import { useTold } from '../unread/use-told.ts'
import { words } from './words.ts'

interface DocumentsSectionProps {
  readonly workspace: Workspace
  readonly current: ConversationId | undefined
  readonly go: (conversation: ConversationId) => void
  readonly add: () => void
}

/** The sidebar's list of documents, between channels and people. Guests see none. */
export function DocumentsSection(props: DocumentsSectionProps): JSX.Element | null {
  const { workspace, current, go, add } = props
  const { documents, folded, tucked } = useListed(workspace, current)
  if (!mayIn(workspace, 'document.read')) return null
  return (
    <>
      <SectionHead workspace={workspace.id} section="documents" name={words.section}>
        {mayIn(workspace, 'document.create') && (
          <IconButton size="small" label={words.newDocument} icon={<FilePlus2 size={16} />} onClick={add} />
        )}
      </SectionHead>
      {workspace.documents.length === 0 ? (
        !folded.has('documents') && <p className={sidebar.none}>{words.none}</p>
      ) : (
        <ul className={sidebar.list} aria-label={words.section}>
          {documents
            .filter(({ conversation }) => !tucked.has(conversation))
            .map((document) => (
              <ArrangedItem
                key={document.id}
                workspace={workspace.id}
                conversation={document.conversation}
                name={document.title}
              >
                <DocumentEntry document={document} current={document.conversation === current} go={go} />
              </ArrangedItem>
            ))}
        </ul>
      )}
    </>
  )
}

interface DocumentEntryProps {
  readonly document: Document
  readonly current: boolean
  readonly go: (conversation: ConversationId) => void
}

export function DocumentEntry({ document, current, go }: DocumentEntryProps): JSX.Element {
  const { title, conversation, level, icon, refused } = document
  const told = useTold()({ ...document, id: conversation }, 'channel')
  return (
    <button
      type="button"
      className={classes(sidebar.entry, told.unread && sidebar.unread)}
      aria-current={current ? 'true' : undefined}
      title={title}
      data-conversation={conversation}
      onClick={() => go(conversation)}
    >
      {icon === undefined ? <FileText size={15} aria-hidden /> : <span aria-hidden>{icon}</span>}
      <span className={sidebar.name} dir="auto">
        {title}
      </span>
      <MutedMark level={level} />
      {refused && <RefusedMark />}
      <UnreadMark told={told} />
    </button>
  )
}
