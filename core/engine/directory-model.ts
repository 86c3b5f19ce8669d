/** The directory in memory: rows by id, and the view of it that the screens see. */
import type { MadeRow } from '../bridge/changes-contract.ts'
import type { SealedRow } from '../bridge/sealing.ts'
import type {
  ChannelChange,
  DirectoryChange,
  DocumentChange,
  MemberChange,
  SealedChange,
  WorkspaceChange,
} from '../protocol/directory.ts'
import type { ConversationId, UserId, WorkspaceId } from '../protocol/ids.ts'
import { sameItems } from './keep-same.ts'
import { byName } from './directory-rows.ts'
import { type KnownOfConversations, type WorkspaceState, workspaceView } from './directory-view.ts'
import type { DirectoryView, Member } from './engine.ts'

export interface DirectoryModel {
  /** 0 until anything was learned. */
  readonly version: () => number
  /** True if somebody became a moderator or ceased to be one. */
  readonly apply: (changes: ReadonlyArray<DirectoryChange>, version: number) => boolean
  /** What main knows of a sealed conversation goes before what the relay says of it. */
  readonly applySealed: (row: SealedRow) => void
  /** Versions start again; what is known stays until it is told anew. */
  readonly restart: () => void
  /** All rows, members by workspace. */
  readonly rows: () => {
    readonly workspaces: ReadonlyArray<WorkspaceChange>
    readonly channels: ReadonlyArray<ChannelChange>
    readonly documents: ReadonlyArray<DocumentChange>
    readonly sealed: ReadonlyArray<SealedChange>
    readonly members: (workspace: WorkspaceId) => Iterable<MemberChange>
  }
  readonly member: (workspace: WorkspaceId, user: UserId) => Member | undefined
  readonly hasConversation: (conversation: ConversationId) => boolean
  /** The relay, or main, has told of it: it is not just to be made. */
  readonly isTold: (conversation: ConversationId) => boolean
  /** Undefined if the directory has no such conversation. */
  readonly workspaceOf: (conversation: ConversationId) => WorkspaceId | undefined
  /** What it is about the directory itself tells. */
  readonly isChannel: (conversation: ConversationId) => boolean
  /** The relay, or main, has said that it is. */
  readonly isSealed: (conversation: ConversationId) => boolean
  readonly isModerator: (conversation: ConversationId, user: UserId) => boolean
  /** Of accounts, by name. */
  readonly members: (workspace: WorkspaceId) => ReadonlyArray<Member>
  /** Workspaces and channels that did not change keep their reference, and so does the whole. */
  readonly view: (known: KnownOfConversations) => DirectoryView
}

interface ModelCore {
  readonly self: UserId
  readonly made: () => ReadonlyArray<MadeRow>
  version: number
  isLoaded: boolean
  readonly workspaces: Map<WorkspaceId, WorkspaceState>
  readonly channels: Map<ConversationId, ChannelChange>
  readonly documents: Map<ConversationId, DocumentChange>
  readonly sealed: Map<ConversationId, SealedChange>
  /** What was made of a row, and of the row of the account that it is matched to. */
  readonly shownMembers: WeakMap<
    MemberChange,
    {
      readonly account: MemberChange | undefined
      readonly own: Own | undefined
      readonly member: Member
    }
  >
  shown: DirectoryView & { readonly own: Own }
}

type Own = NonNullable<DirectoryView['own']>

/** Of the person `self`. `made`: rows of what is to be made; what is told of the same conversations goes before them. */
export function createDirectoryModel(self: UserId, made: ModelCore['made'] = () => []): DirectoryModel {
  const core: ModelCore = {
    self,
    made,
    version: 0,
    isLoaded: false,
    workspaces: new Map(),
    channels: new Map(),
    documents: new Map(),
    sealed: new Map(),
    shownMembers: new WeakMap(),
    shown: { loaded: false, workspaces: [], own: {} },
  }
  return {
    version: () => core.version,
    apply: (changes, version) => {
      core.version = version
      core.isLoaded = true
      return changes.map((change) => applyOne(core, change)).includes(true)
    },
    applySealed: ({ isNew: _, ...row }) => void applyOne(core, { kind: 'sealed', ...row }),
    restart: () => {
      core.version = 0
    },
    rows: () => ({
      workspaces: Array.from(core.workspaces.values(), ({ row }) => row).filter((row) => row !== undefined),
      channels: [...core.channels.values()],
      documents: [...core.documents.values()],
      sealed: [...core.sealed.values()],
      members: (workspace) => core.workspaces.get(workspace)?.members.values() ?? [],
    }),
    member: (workspace, user) => memberOf(core, workspace, user),
    hasConversation: (id) => rowOf(core, id) !== undefined,
    isTold: (id) => toldOf(core, id) !== undefined,
    workspaceOf: (id) => rowOf(core, id)?.workspace,
    isChannel: (conversation) => rowOf(core, conversation)?.kind === 'channel',
    isSealed: (conversation) => core.sealed.has(conversation),
    isModerator: (conversation, user) => {
      const row = rowOf(core, conversation)
      if (row === undefined) return false
      if (row.kind === 'sealed') return isAdmin(row, user)
      const members = row.kind === 'channel' ? row.members : undefined
      const isAdminThere = members?.some((member) => member.user === user && member.role === 'admin')
      return isAdminThere === true || isModerator(core.workspaces.get(row.workspace)?.members.get(user))
    },
    members: (workspace) =>
      Array.from(core.workspaces.get(workspace)?.members.values() ?? [])
        .filter(isAccount)
        .map(({ user }) => memberOf(core, workspace, user))
        .filter((member) => member !== undefined)
        .toSorted(byName),
    view: (known) => viewOf(core, known),
  }
}

const rowOf = (
  core: ModelCore,
  id: ConversationId,
): ChannelChange | DocumentChange | SealedChange | undefined =>
  toldOf(core, id) ?? core.made().find((row) => conversationOf(row) === id)

const conversationOf = (row: MadeRow): ConversationId => (row.kind === 'channel' ? row.id : row.conversation)

const toldOf = (
  { channels, documents, sealed }: ModelCore,
  id: ConversationId,
): ChannelChange | DocumentChange | SealedChange | undefined =>
  channels.get(id) ?? documents.get(id) ?? sealed.get(id)

function workspaceOf(core: ModelCore, id: WorkspaceId): WorkspaceState {
  const known = core.workspaces.get(id)
  if (known !== undefined) return known
  const made: WorkspaceState = {
    row: undefined,
    channels: new Map(),
    documents: new Map(),
    sealed: new Map(),
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
const isAccount = ({ placeholder, former }: MemberChange): boolean => !placeholder && former !== true

/** Of a group. In a direct message nobody stands above the other. */
const isAdmin = ({ type, members }: SealedChange, user: UserId): boolean =>
  type === 'group' && members.some((member) => member.user === user && member.role === 'admin')

function applyOne(core: ModelCore, change: DirectoryChange): boolean {
  if (change.kind === 'keys') return false // for who holds keys
  const workspace = workspaceOf(core, change.kind === 'workspace' ? change.id : change.workspace)
  workspace.isStale = true
  switch (change.kind) {
    case 'workspace':
      workspace.row = change
      return false
    case 'gone':
      workspace.channels.delete(change.id)
      core.channels.delete(change.id)
      return true
    case 'left':
      for (const id of workspace.channels.keys()) core.channels.delete(id)
      for (const id of workspace.documents.keys()) core.documents.delete(id)
      for (const id of workspace.sealed.keys()) core.sealed.delete(id)
      core.workspaces.delete(change.workspace)
      return false
    case 'channel':
      if (core.sealed.has(change.id)) return false // no relay opens what is sealed (CS1)
      workspace.channels.set(change.id, change)
      core.channels.set(change.id, change)
      return change.members !== undefined // among them who may take back what others wrote
    case 'document':
      if (core.sealed.has(change.conversation)) return false
      workspace.documents.set(change.conversation, change)
      core.documents.set(change.conversation, change)
      return false
    case 'sealed': {
      if (core.channels.has(change.id) || core.documents.has(change.id)) return false
      const before = core.sealed.get(change.id)
      const members = change.members.length > 0 ? change.members : whoStayed(core, before)
      const row = { ...change, members }
      workspace.sealed.set(change.id, row)
      core.sealed.set(change.id, row)
      return change.type === 'group'
    }
    case 'member': {
      const before = workspace.members.get(change.user)
      workspace.accounts += Number(isAccount(change)) - Number(before !== undefined && isAccount(before))
      workspace.members.set(change.user, change)
      return isModerator(before) !== isModerator(change)
    }
  }
}

/** Whoever is out is told nothing of who stayed: those who were there stay on the screen, without this person. */
const whoStayed = ({ self }: ModelCore, before: SealedChange | undefined): SealedChange['members'] =>
  (before?.members ?? []).filter(({ user }) => user !== self)

function memberOf(core: ModelCore, workspace: WorkspaceId, user: UserId): Member | undefined {
  const members = core.workspaces.get(workspace)?.members
  const row = members?.get(user)
  if (row === undefined) return undefined
  const account = row.matched === undefined ? undefined : members?.get(row.matched)
  const own = (row.matched ?? user) === core.self ? core.shown.own : undefined
  const shown = core.shownMembers.get(row)
  if (shown !== undefined && shown.account === account && shown.own === own) return shown.member
  const { name, username, role, placeholder } = row
  const picture = own?.picture ?? account?.picture ?? row.picture
  const { status, statusUntil = 0 } = own?.status === undefined ? (account ?? row) : own
  const member = {
    user,
    name: own?.name ?? account?.name ?? name,
    username: account?.username ?? username,
    role,
    placeholder,
    ...(status !== undefined && status !== '' && { status }),
    ...(statusUntil > 0 && { statusUntil }),
    ...(picture !== undefined && picture !== '' && { picture }),
  }
  core.shownMembers.set(row, { account, own, member })
  return member
}

function viewOf(core: ModelCore, known: KnownOfConversations): DirectoryView {
  const made = core.made().filter((row) => toldOf(core, conversationOf(row)) === undefined)
  const workspaces = Array.from(core.workspaces.values(), (each) => workspaceView(each, known, made))
    .filter((each) => each !== undefined)
    .toSorted(byName)
  const loaded = core.isLoaded
  const { shown } = core
  const own = sameOwn(known.editedOwn(), shown.own)
  if (loaded !== shown.loaded || own !== shown.own || !sameItems(workspaces, shown.workspaces))
    core.shown = { loaded, workspaces, own }
  return core.shown
}

const sameOwn = (own: Own, before: Own): Own =>
  JSON.stringify(own) === JSON.stringify(before) ? before : own
