/** The directory in memory: rows by id, and the view of it that the screens see. */
import type { ChannelChange, DirectoryChange, MemberChange, WorkspaceChange } from '../protocol/directory.ts'
import type { ConversationId, UserId, WorkspaceId } from '../protocol/ids.ts'
import type { Channel, DirectoryView, Member, Workspace } from './engine.ts'

export interface DirectoryModel {
  /** 0 until anything was learned. */
  readonly version: () => number
  /** True if somebody became a moderator or ceased to be one. */
  readonly apply: (changes: ReadonlyArray<DirectoryChange>, version: number) => boolean
  /** Versions start again; what is known stays until it is told anew. */
  readonly restart: () => void
  /** All rows, members by workspace. */
  readonly rows: () => {
    readonly workspaces: ReadonlyArray<WorkspaceChange>
    readonly channels: ReadonlyArray<ChannelChange>
    readonly members: (workspace: WorkspaceId) => Iterable<MemberChange>
  }
  readonly member: (workspace: WorkspaceId, user: UserId) => Member | undefined
  readonly hasChannel: (conversation: ConversationId) => boolean
  readonly isModerator: (conversation: ConversationId, user: UserId) => boolean
  /** Workspaces and channels that did not change keep their reference, and so does the whole. */
  readonly view: (isUnread: (conversation: ConversationId) => boolean) => DirectoryView
}

interface WorkspaceState {
  row: WorkspaceChange | undefined
  readonly channels: Map<ConversationId, ChannelChange>
  readonly members: Map<UserId, MemberChange>
  accounts: number
  /** Set when a row has changed since `shown` was made. */
  isStale: boolean
  shown: Workspace | undefined
}

interface ModelCore {
  version: number
  isLoaded: boolean
  readonly workspaces: Map<WorkspaceId, WorkspaceState>
  readonly channels: Map<ConversationId, ChannelChange>
  /** What was made of a row, and of the row of the account that it is matched to. */
  readonly shownMembers: WeakMap<
    MemberChange,
    { readonly account: MemberChange | undefined; readonly member: Member }
  >
  shown: DirectoryView
}

export function createDirectoryModel(): DirectoryModel {
  const core: ModelCore = {
    version: 0,
    isLoaded: false,
    workspaces: new Map(),
    channels: new Map(),
    shownMembers: new WeakMap(),
    shown: { loaded: false, workspaces: [] },
  }
  return {
    version: () => core.version,
    apply: (changes, version) => {
      core.version = version
      core.isLoaded = true
      return changes.map((change) => applyOne(core, change)).includes(true)
    },
    restart: () => {
      core.version = 0
    },
    rows: () => ({
      workspaces: Array.from(core.workspaces.values(), ({ row }) => row).filter((row) => row !== undefined),
      channels: [...core.channels.values()],
      members: (workspace) => core.workspaces.get(workspace)?.members.values() ?? [],
    }),
    member: (workspace, user) => memberOf(core, workspace, user),
    hasChannel: (conversation) => core.channels.has(conversation),
    isModerator: (conversation, user) => {
      const channel = core.channels.get(conversation)
      return channel !== undefined && isModerator(core.workspaces.get(channel.workspace)?.members.get(user))
    },
    view: (isUnread) => viewOf(core, isUnread),
  }
}

function workspaceOf(core: ModelCore, id: WorkspaceId): WorkspaceState {
  const known = core.workspaces.get(id)
  if (known !== undefined) return known
  const made: WorkspaceState = {
    row: undefined,
    channels: new Map(),
    members: new Map(),
    accounts: 0,
    isStale: true,
    shown: undefined,
  }
  core.workspaces.set(id, made)
  return made
}

const isModerator = (member: MemberChange | undefined): boolean =>
  member?.role === 'owner' || member?.role === 'admin'

function applyOne(core: ModelCore, change: DirectoryChange): boolean {
  if (change.kind === 'keys' || change.kind === 'sealed') return false // for those who hold keys, not for this view
  const workspace = workspaceOf(core, change.kind === 'workspace' ? change.id : change.workspace)
  workspace.isStale = true
  switch (change.kind) {
    case 'workspace':
      workspace.row = change
      return false
    case 'channel':
      workspace.channels.set(change.id, change)
      core.channels.set(change.id, change)
      return false
    case 'member': {
      const before = workspace.members.get(change.user)
      workspace.accounts += Number(!change.placeholder) - Number(before !== undefined && !before.placeholder)
      workspace.members.set(change.user, change)
      return isModerator(before) !== isModerator(change)
    }
  }
}

function memberOf(core: ModelCore, workspace: WorkspaceId, user: UserId): Member | undefined {
  const members = core.workspaces.get(workspace)?.members
  const row = members?.get(user)
  if (row === undefined) return undefined
  const account = row.matched === undefined ? undefined : members?.get(row.matched)
  const shown = core.shownMembers.get(row)
  if (shown !== undefined && shown.account === account) return shown.member
  const { name, username, role, placeholder } = row
  const member = {
    user,
    name: account?.name ?? name,
    username: account?.username ?? username,
    role,
    placeholder,
  }
  core.shownMembers.set(row, { account, member })
  return member
}

function viewOf(core: ModelCore, isUnread: (conversation: ConversationId) => boolean): DirectoryView {
  const workspaces = Array.from(core.workspaces.values(), (each) => workspaceView(each, isUnread))
    .filter((each) => each !== undefined)
    .toSorted(byName)
  const loaded = core.isLoaded
  const { shown } = core
  if (loaded !== shown.loaded || !sameItems(workspaces, shown.workspaces)) core.shown = { loaded, workspaces }
  return core.shown
}

function workspaceView(
  state: WorkspaceState,
  isUnread: (conversation: ConversationId) => boolean,
): Workspace | undefined {
  const { row, shown } = state
  if (row === undefined) return undefined
  const before = new Map(shown?.channels.map((channel) => [channel.id, channel]))
  const channels = Array.from(state.channels.values(), ({ kind: _, ...channel }) => {
    const made: Channel = { ...channel, unread: isUnread(channel.id) }
    const known = before.get(made.id)
    return known !== undefined && sameChannel(known, made) ? known : made
  }).toSorted(byName)
  const isSame = shown !== undefined && sameItems(channels, shown.channels)
  if (isSame && !state.isStale) return shown
  state.isStale = false
  const { id, name, role } = row
  state.shown = { id, name, role, channels: isSame ? shown.channels : channels, memberCount: state.accounts }
  return state.shown
}

/** One for all: `localeCompare` looks its rules up at each call. */
const collator = new Intl.Collator()
const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  collator.compare(left.name, right.name)

const sameChannel = (left: Channel, right: Channel): boolean =>
  left.name === right.name && left.topic === right.topic && left.unread === right.unread

const sameItems = <Item>(left: ReadonlyArray<Item>, right: ReadonlyArray<Item>): boolean =>
  left.length === right.length && left.every((item, index) => item === right[index])
