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
import { mayIn } from '../manage/rights.ts'
import { toldAs, useTold } from '../unread/use-told.ts'
import type { Told } from '../unread/told.ts'
import type { ListedChannel } from './channel-entry.tsx'
import { useListedChannels } from './listed-channels.ts'

interface ListedSection {
  /** As it is arranged: with what does not stand there just now. */
  readonly section: Section
  readonly conversations: ReadonlyArray<ConversationId>
}

interface Listed extends Pick<Arrangement, 'stars' | 'folded'> {
  readonly sections: ReadonlyArray<ListedSection>
  /** These and the next two without what the person has arranged. */
  readonly channels: ReadonlyArray<ListedChannel>
  readonly documents: ReadonlyArray<Document>
  readonly people: ReadonlyArray<SealedConversation>
  readonly all: ReadonlySet<ConversationId>
  /** Those of them all with something to read. */
  readonly unread: ReadonlyMap<ConversationId, Told>
  /** What folded sections hide: all that is not in view and has nothing to read. */
  readonly tucked: ReadonlySet<ConversationId>
}

export function useListed(workspace: Workspace, current: ConversationId | undefined): Listed {
  const { sealed } = usePerson()
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const channels = useListedChannels(workspace)
  const arrangement = useArrangement(workspace.id)
  const told = useTold()
  return useMemo(
    () => listedOf(workspace, { current, conversations, channels, arrangement, told }),
    [workspace, current, conversations, channels, arrangement, told],
  )
}

interface Known {
  /** In view. */
  readonly current: ConversationId | undefined
  readonly conversations: ReadonlyArray<SealedConversation>
  readonly channels: ReadonlyArray<ListedChannel>
  readonly arrangement: Arrangement
  readonly told: ReturnType<typeof useTold>
}

function listedOf(
  workspace: Workspace,
  { current, conversations, channels, arrangement, told }: Known,
): Listed {
  const { id, documents } = workspace
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
  const listed = {
    stars,
    sections,
    channels: shown.channels.filter((each) => !arranged.has(each.id)),
    documents: mayIn(workspace, 'document.read')
      ? shown.documents.filter(({ conversation }) => !arranged.has(conversation))
      : [],
    people: shown.people.filter((each) => !arranged.has(each.id)),
  }
  const toldOfAll: ReadonlyArray<readonly [ConversationId, Told]> = [
    ...shown.channels.map((each) => [each.id, each.told] as const),
    ...shown.documents.map(
      (each) => [each.conversation, told({ ...each, id: each.conversation }, 'channel')] as const,
    ),
    ...shown.people.map((each) => [each.id, told(each, toldAs(each))] as const),
  ]
  const unread = new Map(toldOfAll.filter(([, { unread: isUnread }]) => isUnread))
  const { folded } = arrangement
  const inFolded = inSections(listed).flatMap(([section, inIt]) => (folded.has(section) ? inIt : []))
  return {
    ...listed,
    all: here,
    folded,
    unread,
    tucked: new Set(inFolded.filter((each) => each !== current && !unread.has(each))),
  }
}

/** From above, each with the name under which it is kept that it is folded: one's own by their ids. */
const inSections = ({
  stars,
  sections,
  channels,
  documents,
  people,
}: Omit<Listed, 'all' | 'folded' | 'unread' | 'tucked'>): ReadonlyArray<
  readonly [string, ReadonlyArray<ConversationId>]
> => [
  ['favourites', stars],
  ...sections.map(({ section, conversations }) => [section.id, conversations] as const),
  ['channels', channels.map(({ id }) => id)],
  ['documents', documents.map(({ conversation }) => conversation)],
  ['people', people.map(({ id }) => id)],
]

const isListed = ({ archived }: { readonly archived?: true }): boolean => archived !== true

/** All of it from above, and what of it does not show. */
export function useOrder(
  workspace: Workspace,
  current: ConversationId | undefined,
): Pick<Listed, 'tucked'> & { readonly order: ReadonlyArray<ConversationId> } {
  const listed = useListed(workspace, current)
  return useMemo(
    () => ({
      order: inSections(listed).flatMap(([, conversations]) => conversations),
      tucked: listed.tucked,
    }),
    [listed],
  )
}
