/** What the screens see of one workspace: the directory's rows, what is to be made, and what else is known of each conversation. */
import type { MadeRow } from '../bridge/changes-contract.ts'
import type {
  ChannelChange,
  DocumentChange,
  MemberChange,
  NotifyLevel,
  SealedChange,
  WorkspaceChange,
} from '../protocol/directory.ts'
import type { ConversationId, UserId } from '../protocol/ids.ts'
import type { Besides } from './besides.ts'
import { byName, byTitle, sameChannel, sameDirect, sameDocument } from './directory-rows.ts'
import type { Channel, Direct, Document, Workspace } from './engine.ts'
import { keepSame } from './keep-same.ts'
import type { WaitingEdits } from './waiting-edits.ts'

/** What the directory's rows do not say. */
export interface KnownOfConversations {
  readonly unread: (conversation: ConversationId) => Pick<Channel, 'unread' | 'unreadCount'>
  readonly about: (conversation: ConversationId) => Pick<Direct, 'name' | 'writtenAt'>
  /** Of what is no channel. */
  readonly besides: (conversation: ConversationId) => Besides
  /** Goes before what the relay says of a channel. */
  readonly level: (conversation: ConversationId) => NotifyLevel | undefined
  /** Likewise, of what the person has changed of a channel, or of a document. */
  readonly edited: WaitingEdits['of']
  readonly editedWorkspace: WaitingEdits['ofWorkspace']
  readonly editedOwn: WaitingEdits['ofOwn']
}

export interface WorkspaceState {
  row: WorkspaceChange | undefined
  readonly channels: Map<ConversationId, ChannelChange>
  /** By conversation. */
  readonly documents: Map<ConversationId, DocumentChange>
  readonly sealed: Map<ConversationId, SealedChange>
  readonly members: Map<UserId, MemberChange>
  accounts: number
  /** Set when a row has changed since `shown` was made. */
  isStale: boolean
  shown: Workspace | undefined
}

/** Channels, documents and the whole keep their reference while they show the same. */
export function workspaceView(
  state: WorkspaceState,
  { unread, about, besides, level, edited, editedWorkspace }: KnownOfConversations,
  allMade: ReadonlyArray<MadeRow>,
): Workspace | undefined {
  const { row, shown } = state
  if (row === undefined) return undefined
  const made = allMade.filter(({ workspace }) => workspace === row.id)
  const told = (id: ConversationId): Pick<Channel, 'unread' | 'unreadCount' | 'level'> => {
    const set = level(id)
    return { ...unread(id), ...(set !== undefined && { level: set }) }
  }
  const channelOf = ({
    kind: _,
    archived: wasArchived,
    joined: wasJoined,
    ...channel
  }: ChannelChange): Channel => {
    const { archived = wasArchived, joined = wasJoined, ...set } = edited(channel.id)
    const state = { ...(archived === true && { archived }), ...(joined === false && { joined }) }
    return { ...channel, ...told(channel.id), ...state, ...set }
  }
  const documentOf = ({ kind: _, ...document }: DocumentChange): Document => {
    const { conversation } = document
    const { title = document.title, waits, refused } = edited(conversation)
    const about = { ...besides(conversation), ...told(conversation), ...(waits && { waits }) }
    return { ...document, ...about, title, ...(refused && { refused }) }
  }
  /** The relay does not have it yet, or did not take it. */
  const asMade = <Row extends Channel | Document>(row: Row): Row =>
    row.refused === true ? row : { ...row, waits: true }
  const channels = keepSame(
    shown?.channels,
    [
      ...Array.from(state.channels.values(), channelOf),
      ...made.filter(isChannel).map((row) => asMade(channelOf(row))),
    ].toSorted(byName),
    sameChannel,
  )
  const documents = keepSame(
    shown?.documents,
    [
      ...Array.from(state.documents.values(), documentOf),
      ...made.filter(isDocument).map((row) => asMade(documentOf(row))),
    ].toSorted(byTitle),
    sameDocument,
  )
  const directs = keepSame(
    shown?.directs,
    Array.from(state.sealed.values(), ({ kind: _, ...direct }): Direct => {
      return { ...direct, ...about(direct.id), ...besides(direct.id), ...told(direct.id) }
    }),
    sameDirect,
  )
  const isSame = channels === shown?.channels && documents === shown.documents && directs === shown.directs
  const workspace = workspaceOf(row, editedWorkspace(row.id))
  if (isSame && !state.isStale && sameWorkspace(workspace, shown)) return shown
  state.isStale = false
  state.shown = { ...workspace, channels, documents, directs, memberCount: state.accounts }
  return state.shown
}

type Whole = Omit<Workspace, 'channels' | 'documents' | 'directs' | 'memberCount'>

function workspaceOf(
  { kind: _, ...row }: WorkspaceChange,
  { name = row.name, accent = row.accent, waits }: ReturnType<WaitingEdits['ofWorkspace']>,
): Whole {
  return { ...row, name, accent: accent ?? undefined, ...(waits && { waits }) }
}

const sameWorkspace = (left: Whole, right: Whole): boolean =>
  left.name === right.name && left.accent === right.accent && left.waits === right.waits

const isChannel = (row: MadeRow): row is ChannelChange => row.kind === 'channel'
const isDocument = (row: MadeRow): row is DocumentChange => row.kind === 'document'
