import { createContext, use, useCallback, useMemo } from 'react'
import type { Channel, Workspace } from '../../../core/engine/engine.ts'
import type { ListedThread } from '../../../core/engine/threads-contract.ts'
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

/** What waits in the threads of a workspace. */
export interface ToldOfThreads extends Told {
  /** Unread ones, of those threads that are told of. */
  readonly replies: number
  /** Of what concerns the person, how many no conversation counts as well. */
  readonly alone: number
}

const noThreads: ToldOfThreads = { ...nothingTold, replies: 0, alone: 0 }

export interface Counts {
  /** Conversations and threads together, nothing twice. */
  readonly of: (workspace: WorkspaceId) => Told
  readonly threadsOf: (workspace: WorkspaceId) => ToldOfThreads
  readonly all: Told
  /** Conversations with something to read, in no particular order. */
  readonly unread: ReadonlySet<ConversationId>
  /** Those in whose threads alone there is something as well. */
  readonly waiting: ReadonlySet<ConversationId>
}

/** Sums over all that this person has. */
export function useCounts(): Counts {
  const { engine, sealed } = usePerson()
  const { workspaces } = useReadable(engine.directory)
  const threads = useReadable(engine.threads)
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const told = useTold()
  return useMemo(() => {
    const listed = new Map<ConversationId, readonly [Placed, ToldAs]>()
    for (const each of workspaces.flatMap(openOf)) listed.set(each.id, [each, 'channel'])
    for (const each of conversations) listed.set(each.id, [each, toldAs(each)])
    return countsOf(listed, threads, told)
  }, [workspaces, conversations, threads, told])
}

type Placed = Listed & Pick<Channel, 'workspace'>

function countsOf(
  listed: ReadonlyMap<ConversationId, readonly [Placed, ToldAs]>,
  threads: ReadonlyArray<ListedThread>,
  told: ReturnType<typeof useTold>,
): Counts {
  const unread = new Set<ConversationId>()
  const waiting = new Set<ConversationId>()
  const sums = new Map<WorkspaceId, Told>()
  const ofThreads = new Map<WorkspaceId, ToldOfThreads>()
  const add = (workspace: WorkspaceId, each: Told): void =>
    void sums.set(workspace, sumTold([sums.get(workspace) ?? nothingTold, each]))
  for (const [id, [each, as]] of listed) {
    const one = each.archived === true ? nothingTold : told(each, as)
    add(each.workspace, one)
    if (one.unread) unread.add(id)
  }
  for (const { conversation: id, workspace, unread: replies, mentions, alsoCounted } of threads) {
    const [each, as] = listed.get(id) ?? []
    if (each === undefined || as === undefined || each.archived === true || replies === 0) continue
    // Told as its conversation is, whatever that has to be read besides.
    const tell = (less: UnreadOf): Told => {
      const unreadCount = { messages: 0, replies: replies - less.unread, mentions: mentions - less.mentions }
      return told({ id, unread: true, unreadCount, level: each.level }, as)
    }
    const one = tell({ unread: 0, mentions: 0 })
    if (!one.unread) continue
    waiting.add(id)
    const before = ofThreads.get(workspace) ?? noThreads
    const alone = Math.max(0, tell(alsoCounted).count)
    const sum = { replies: before.replies + replies, alone: before.alone + alone }
    ofThreads.set(workspace, { ...sumTold([before, one]), ...sum })
    add(workspace, { unread: true, count: alone })
  }
  return {
    of: (workspace) => sums.get(workspace) ?? nothingTold,
    threadsOf: (workspace) => ofThreads.get(workspace) ?? noThreads,
    all: sumTold(sums.values()),
    unread,
    waiting: new Set([...unread, ...waiting]),
  }
}

type UnreadOf = ListedThread['alsoCounted']

const openOf = ({ channels, documents }: Workspace): ReadonlyArray<Placed> => [
  ...channels,
  ...documents.map((document) => ({ ...document, id: document.conversation })),
]
