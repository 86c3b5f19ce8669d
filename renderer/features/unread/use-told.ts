import { createContext, use, useCallback, useMemo } from 'react'
import type { Channel, Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { noSealed } from '../main/no-sealed.ts'
import type { SealedConversation } from '../people/people-model.ts'
import { privateChannelOf } from '../people/private-channel.ts'
import { noReading, type Reading } from './reading.ts'
import { nothingTold, sumTold, type Told, toldOf, type ToldAs } from './told.ts'

const ReadingContext = createContext<Reading>(noReading)
export const ReadingProvider = ReadingContext.Provider
export const useReading = (): Reading => use(ReadingContext)

type Listed = Pick<Channel, 'unread' | 'unreadCount' | 'level'> & {
  readonly id: ConversationId
  /** For everybody, or by this person: what is in no list waits for nobody. */
  readonly archived?: true | undefined
}

/** What is told of a conversation by those who list it. */
export function useTold(): (conversation: Listed, as: ToldAs) => Told {
  const settled = useReadable(useReading().settled)
  return useCallback(
    (conversation, as) => (settled.has(conversation.id) ? nothingTold : toldOf(conversation, as)),
    [settled],
  )
}

export const toldAs = (conversation: SealedConversation): ToldAs => {
  if (privateChannelOf(conversation) !== undefined) return 'channel'
  return conversation.kind === 'dm' ? 'dm' : 'group'
}

export interface Counts {
  readonly of: (workspace: WorkspaceId) => Told
  readonly all: Told
  /** Conversations with something to read, in no particular order. */
  readonly unread: ReadonlySet<ConversationId>
}

/** Sums over all that this person has. */
export function useCounts(): Counts {
  const { engine, sealed } = usePerson()
  const { workspaces } = useReadable(engine.directory)
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const told = useTold()
  return useMemo(() => {
    const unread = new Set<ConversationId>()
    const sums = new Map<WorkspaceId, Told>()
    const note = ({ id, archived }: Listed, each: Told): Told => {
      if (archived === true) return nothingTold
      if (each.unread) unread.add(id)
      return each
    }
    for (const workspace of workspaces) {
      const here = conversations.filter((each) => each.workspace === workspace.id)
      const all = [
        ...openOf(workspace).map((each) => note(each, told(each, 'channel'))),
        ...here.map((each) => note(each, told(each, toldAs(each)))),
      ]
      sums.set(workspace.id, sumTold(all))
    }
    return { of: (workspace) => sums.get(workspace) ?? nothingTold, all: sumTold(sums.values()), unread }
  }, [workspaces, conversations, told])
}

const openOf = ({ channels, documents }: Workspace): ReadonlyArray<Listed> => [
  ...channels,
  ...documents.map((document) => ({ ...document, id: document.conversation })),
]
