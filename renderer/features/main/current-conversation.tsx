import type { JSX } from 'react'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { late } from '../../ui/late.tsx'
import { ConversationPane } from '../conversation/conversation-pane.tsx'
import styles from './main-screen.module.css'
import { NoChannel } from './no-channel.tsx'
import type { Place } from './places.ts'
import { useSubject } from './use-subject.ts'

/** Documents bring an editor and the stock Yjs provider with them: read when the first one is opened. */
const DocumentPane = late(
  async () => (await import('../documents/document-pane.tsx')).DocumentPane,
  <div className={styles.nowhere} />,
)

interface CurrentConversationProps {
  readonly place: Place
  readonly openSidebar: (() => void) | undefined
  readonly openSearch: () => void
  readonly addChannel: (workspace: WorkspaceId) => void
}

/** What is in view: a channel, a sealed conversation, a document, or that there is none. */
export function CurrentConversation(props: CurrentConversationProps): JSX.Element {
  const { place, openSidebar, openSearch, addChannel } = props
  const { engine } = usePerson()
  const { workspaces } = useReadable(engine.directory)
  const { conversation } = place
  const workspace = workspaces.find(({ id }) => id === place.workspace)
  const subject = useSubject(workspace, conversation?.id)
  if (workspace === undefined) return <div className={styles.nowhere} />
  if (subject === undefined || conversation === undefined) {
    return (
      <NoChannel
        workspace={workspace}
        openSidebar={openSidebar}
        addChannel={() => addChannel(workspace.id)}
      />
    )
  }
  const shown = { model: conversation, workspace, openSidebar, openSearch }
  if (subject.kind !== 'document') return <ConversationPane subject={subject} {...shown} />
  return <DocumentPane key={conversation.id} subject={subject} {...shown} />
}
