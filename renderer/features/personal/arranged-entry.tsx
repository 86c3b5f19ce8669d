import type { JSX, ReactNode } from 'react'
import type { Home } from '../../../core/engine/personal/arrangement.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { isPutAway, shortTitleOf } from '../conversation/subject.ts'
import { DocumentEntry } from '../documents/documents-section.tsx'
import { noSealed } from '../main/no-sealed.ts'
import { useSubject } from '../main/use-subject.ts'
import { SealedEntry } from '../people/people-section.tsx'
import { ChannelEntry } from '../sidebar/channel-entry.tsx'
import { useListedChannels } from '../sidebar/listed-channels.ts'
import { ArrangedItem } from './arranged-item.tsx'

interface ArrangedEntryProps {
  readonly workspace: Workspace
  readonly conversation: ConversationId
  /** Undefined where it stands archived: then nowhere else. */
  readonly home: Home | undefined
  readonly current: ConversationId | undefined
  readonly go: (conversation: ConversationId) => void
}

/** A conversation of whatever kind among the favourites or in a section; nothing if it is not here any more. */
export function ArrangedEntry(props: ArrangedEntryProps): JSX.Element | null {
  const { workspace, conversation, home } = props
  const subject = useSubject(workspace, conversation)
  if (subject === undefined || isPutAway(subject) !== (home === undefined)) return null
  return (
    <ArrangedItem
      workspace={workspace.id}
      conversation={conversation}
      name={shortTitleOf(subject)}
      {...(home !== undefined && { home })}
    >
      <Entry {...props} />
    </ArrangedItem>
  )
}

function Entry({ workspace, conversation: id, current, go }: ArrangedEntryProps): ReactNode {
  const { sealed } = usePerson()
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const channel = useListedChannels(workspace).find((each) => each.id === id)
  if (channel !== undefined) return <ChannelEntry channel={channel} current={id === current} go={go} />
  const document = workspace.documents.find(({ conversation }) => conversation === id)
  if (document !== undefined) return <DocumentEntry document={document} current={id === current} go={go} />
  const found = conversations.find((each) => each.id === id)
  return found && <SealedEntry conversation={found} current={id === current} go={go} />
}
