/** Sealed conversations and contacts, from the engine's directory and what main knows of people's keys. */
import type { Readable } from '../../core/base/readable.ts'
import { fail, type Result } from '../../core/base/result.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { BeginFailure as BridgeBeginFailure } from '../../core/bridge/people.ts'
import type { Direct, DirectoryView, Engine } from '../../core/engine/engine.ts'
import type { ConversationId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import {
  type BeginFailure,
  type ContactsView,
  type PeopleModel,
  type SealedConversation,
} from '../features/people/people-model.ts'
import { createAsked } from '../../core/engine/over-bridge/asked.ts'
import { describe } from './describe.ts'

type Names = Pick<Engine, 'self' | 'directory' | 'members' | 'open'>

export function createPeopleModel(bridge: PageBridge, engine: Names): PeopleModel {
  const contacts = new Map<WorkspaceId, Readable<ContactsView>>()
  return {
    conversations: conversationsOf(engine),
    contacts: (workspace) => {
      const known = contacts.get(workspace) ?? contactsOf(bridge, engine, workspace)
      contacts.set(workspace, known)
      return known
    },
    begin: (workspace, others, name) => begin(bridge, engine, workspace, others, name),
    change: async (conversation, change) => {
      const changed = await bridge.call('sealed.changeMembers', {
        conversation,
        change: 'users' in change ? { ...change, users: [...change.users] } : change,
      })
      if (changed.ok && change.kind === 'add') await sayAgain(engine, conversation)
      return changed
    },
    describe: (conversation, what) => describe(engine, conversation, what),
  }
}

/**
 * Whoever is added reads nothing from before, so neither what the group is called and is about nor how long what is written there
 * lasts: all of it is said again. It goes behind the epoch that lets them in, for a planned change goes before all that is written after it. Rules CS17 and CS19 in core/sync/SPEC.md.
 */
async function sayAgain(engine: Names, conversation: ConversationId): Promise<void> {
  const { workspaces } = engine.directory.read()
  const group = workspaces.flatMap(({ directs }) => directs).find(({ id }) => id === conversation)
  const { name = '', topic, icon } = group ?? {}
  const said = {
    ...(name !== '' && { name }),
    ...(topic !== undefined && { topic }),
    ...(icon !== undefined && { icon }),
  }
  // What could not be kept now is theirs to say who change it next.
  if (Object.keys(said).length > 0) await describe(engine, conversation, said)
  const opened = engine.open(conversation)
  const { timer } = opened?.view.read() ?? {}
  if (timer !== undefined) await opened?.setTimer(timer)
  opened?.close()
}

/** The same list as long as nothing in it is another; those that did not change keep their reference. */
function conversationsOf({ self, directory }: Names): Readable<ReadonlyArray<SealedConversation>> {
  const known = new WeakMap<Direct, SealedConversation>()
  let from: DirectoryView | undefined
  let shown: ReadonlyArray<SealedConversation> = []
  const toShown = (direct: Direct): SealedConversation => {
    const made = known.get(direct) ?? toConversation(direct, self)
    known.set(direct, made)
    return made
  }
  return {
    listen: directory.listen,
    read: () => {
      const view = directory.read()
      if (view === from) return shown
      from = view
      const next = view.workspaces
        .flatMap(({ directs }) => directs)
        .toSorted(byLastWritten)
        .map(toShown)
      if (next.length !== shown.length || next.some((each, index) => each !== shown[index])) shown = next
      return shown
    },
  }
}

const isNotes = ({ type, members }: Direct): boolean => type === 'dm' && members.length === 1

/** Notes to oneself first; then what was just begun and nobody has written in; then the one written in last. */
function byLastWritten(left: Direct, right: Direct): number {
  const notes = Number(isNotes(right)) - Number(isNotes(left))
  const [earlier, later] = [left.writtenAt ?? Number.MAX_VALUE, right.writtenAt ?? Number.MAX_VALUE]
  return notes || later - earlier || (left.id < right.id ? -1 : 1)
}

function toConversation(direct: Direct, self: UserId): SealedConversation {
  const { id, workspace, type, members, name, unread, unreadCount, level, archived, newest } = direct
  const others = members.map(({ user }) => user).filter((user) => user !== self)
  return {
    id,
    workspace,
    kind: isNotes(direct) ? 'notes' : type,
    name: type === 'group' ? name : '',
    ...(type === 'group' && aboutOf(direct)),
    others,
    unread,
    ...(unreadCount !== undefined && { unreadCount }),
    ...(level !== undefined && { level }),
    ...(archived === true && { archived }),
    ...(newest !== undefined && { newest }),
    isAdmin: type === 'group' && members.some(({ user, role }) => user === self && role === 'admin'),
    isMember: members.some(({ user }) => user === self),
  }
}

const aboutOf = ({ topic, icon }: Direct): Pick<SealedConversation, 'topic' | 'icon'> => ({
  ...(topic !== undefined && { topic }),
  ...(icon !== undefined && { icon }),
})

/** Asked of engine and main when somebody looks, and again when directory or keys are others. */
const contactsOf = (bridge: PageBridge, engine: Names, workspace: WorkspaceId): Readable<ContactsView> =>
  createAsked<ContactsView>({
    initial: { loaded: false, contacts: [] },
    ask: async () => {
      const members = (await engine.members(workspace)).filter(({ user }) => user !== engine.self)
      const users = members.map(({ user }) => user)
      const keys = await bridge.call('people.keys', { users })
      const contacts = members.map(({ user, name, username }, index) => {
        return { user, name, username, keys: keys[index] ?? 'not-seen' }
      })
      return { loaded: engine.directory.read().loaded, contacts }
    },
    listen: (changed) => [engine.directory.listen(changed), bridge.listen('people.changed', changed)],
  })

async function begin(
  bridge: PageBridge,
  engine: Names,
  workspace: WorkspaceId,
  others: ReadonlyArray<UserId>,
  name: string,
): Promise<Result<ConversationId, BeginFailure>> {
  const members = new Set((await engine.members(workspace)).map(({ user }) => user))
  const gone = others.filter((user) => !members.has(user))
  if (gone.length > 0) return fail({ kind: 'left-workspace', users: gone })
  const begun = await bridge.call('sealed.begin', { workspace, others: [...others], group: name !== '' })
  if (!begun.ok) return fail(toFailure(begun.failure))
  await isShown(engine, begun.value)
  if (name === '') return begun
  // The group is there; a name that could not be kept can be given later.
  await describe(engine, begun.value, { name })
  return begun
}

/** What main has made is in the directory a moment later. */
async function isShown({ directory }: Names, conversation: ConversationId): Promise<void> {
  const has = (): boolean =>
    directory.read().workspaces.some(({ directs }) => directs.some(({ id }) => id === conversation))
  if (has()) return
  await new Promise<void>((resolve) => {
    const stop = directory.listen(() => {
      if (!has()) return
      stop()
      resolve()
    })
  })
}

function toFailure(failure: BridgeBeginFailure): BeginFailure {
  switch (failure.kind) {
    case 'unreachable':
      return { kind: 'not-ready' }
    default:
      return failure
  }
}
