/** What stands in the sidebar of a workspace, from above: the same for who draws it and for the keys that step through it (PS24 in core/sync). */
import { useMemo } from 'react'
import type { Document, Workspace } from '../../../core/engine/engine.ts'
import type { Arrangement, Section } from '../../../core/engine/personal/arrangement.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { noSealed } from '../main/no-sealed.ts'
import type { SealedConversation } from '../people/people-model.ts'
import { privateChannelOf } from '../people/private-channel.ts'
import { useArrangement } from '../personal/use-personal.ts'
import type { ListedChannel } from './channel-entry.tsx'
import { useListedChannels } from './listed-channels.ts'

interface ListedSection {
  /** As it is arranged: with what does not stand there just now. */
  readonly section: Section
  readonly conversations: ReadonlyArray<ConversationId>
}

interface Listed extends Pick<Arrangement, 'stars'> {
  readonly sections: ReadonlyArray<ListedSection>
  /** These and the next two without what the person has arranged. */
  readonly channels: ReadonlyArray<ListedChannel>
  readonly documents: ReadonlyArray<Document>
  readonly people: ReadonlyArray<SealedConversation>
}

export function useListed(workspace: Workspace): Listed {
  const { sealed } = usePerson()
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const channels = useListedChannels(workspace)
  const arrangement = useArrangement(workspace.id)
  return useMemo(
    () => listedOf(workspace, { conversations, channels, arrangement }),
    [workspace, conversations, channels, arrangement],
  )
}

interface Known {
  readonly conversations: ReadonlyArray<SealedConversation>
  readonly channels: ReadonlyArray<ListedChannel>
  readonly arrangement: Arrangement
}

function listedOf(
  { id, role, documents }: Workspace,
  { conversations, channels, arrangement }: Known,
): Listed {
  const shown = {
    channels: channels.filter(isListed),
    documents: documents.filter(isListed),
    people: conversations.filter(
      (each) => each.workspace === id && privateChannelOf(each) === undefined && isListed(each),
    ),
  }
  const here = new Set<ConversationId>([
    ...shown.channels.map((each) => each.id),
    ...shown.documents.map(({ conversation }) => conversation),
    ...shown.people.map((each) => each.id),
  ])
  const stars = arrangement.stars.filter((each) => here.has(each))
  const isStar = new Set(stars)
  const sections = arrangement.sections.map((section) => ({
    section,
    conversations: section.conversations.filter((each) => here.has(each) && !isStar.has(each)),
  }))
  const arranged = new Set([...stars, ...sections.flatMap(({ conversations: inIt }) => inIt)])
  return {
    stars,
    sections,
    channels: shown.channels.filter((each) => !arranged.has(each.id)),
    documents:
      role === 'guest' ? [] : shown.documents.filter(({ conversation }) => !arranged.has(conversation)),
    people: shown.people.filter((each) => !arranged.has(each.id)),
  }
}

const isListed = ({ archived }: { readonly archived?: true }): boolean => archived !== true

/** All of it from above, and what of it is folded away. */
export function useOrder(workspace: Workspace): {
  readonly order: ReadonlyArray<ConversationId>
  readonly hidden: ReadonlySet<ConversationId>
} {
  const { stars, sections, channels, documents, people } = useListed(workspace)
  const { folded } = useArrangement(workspace.id)
  return useMemo(
    () => ({
      order: [
        ...stars,
        ...sections.flatMap(({ conversations }) => conversations),
        ...channels.map(({ id }) => id),
        ...documents.map(({ conversation }) => conversation),
        ...people.map(({ id }) => id),
      ],
      hidden: new Set([
        ...(folded.has('favourites') ? stars : []),
        ...sections.flatMap(({ section, conversations }) => (folded.has(section.id) ? conversations : [])),
      ]),
    }),
    [stars, sections, channels, documents, people, folded],
  )
}
