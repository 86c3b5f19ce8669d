/**
 * An engine as a window sees it: whoever runs it, this window or another, and whoever runs it next. The screens keep what
 * they show while one host goes and the next one comes; what was asked and not answered is asked again. Rules WN1 to WN10.
 */
import type { Random } from '../../base/random.ts'
import { createCell, type Cell } from '../../base/readable.ts'
import type { UserId } from '../../protocol/ids.ts'
import type { Progress } from '../../sync/history.ts'
import type { ConnectionState, DirectoryView, Engine, Notice } from '../engine.ts'
import type { ListedThread } from '../threads-contract.ts'
import type { StoreTrouble } from '../store-trouble.ts'
import { mostReady } from '../read-ahead.ts'
import { workspaceWith } from '../workspace-with.ts'
import { createGuestConversations, type GuestConversations } from './guest-conversations.ts'
import { createGuestPeople, type GuestPeople } from './guest-people.ts'
import { createGuestSearch, type GuestSearch } from './guest-search.ts'
import { createGuestSettings, type GuestSettings } from './guest-settings.ts'
import type { GuestMessage, HostMessage } from './messages.ts'

/** The way to a host. */
export interface HostLine {
  readonly tell: (message: GuestMessage) => void
  /** Where the host is this very window: people need not be asked for. */
  readonly people: Pick<Engine, 'member' | 'presence'> | undefined
}

export interface Guest {
  readonly engine: Omit<Engine, 'close'>
  /** A host is there, the first or the next one: it is told what this window has open, has typed and still waits for. */
  readonly attach: (line: HostLine) => void
  readonly take: (message: HostMessage) => void
}

interface GuestCore {
  readonly directory: Cell<DirectoryView>
  readonly connection: Cell<ConnectionState>
  readonly trouble: Cell<StoreTrouble | undefined>
  readonly progress: Cell<Progress | undefined>
  readonly notices: Cell<ReadonlyArray<Notice>>
  readonly threads: Cell<ReadonlyArray<ListedThread>>
  readonly conversations: GuestConversations
  readonly people: GuestPeople
  readonly search: GuestSearch
  readonly settings: GuestSettings
  /** What this window lets others see of the person. */
  ownPresence: Extract<GuestMessage, { kind: 'own-presence' }> | undefined
  line: HostLine | undefined
}

export function createGuest(self: UserId, random: Random): Guest {
  const tell = (message: GuestMessage): boolean => {
    core.line?.tell(message)
    return core.line !== undefined
  }
  const core: GuestCore = {
    directory: createCell<DirectoryView>({ loaded: false, workspaces: [] }),
    connection: createCell<ConnectionState>({ kind: 'connecting', queued: 0, syncedAt: undefined }),
    trouble: createCell<StoreTrouble | undefined>(undefined),
    progress: createCell<Progress | undefined>(undefined),
    notices: createCell<ReadonlyArray<Notice>>([]),
    threads: createCell<ReadonlyArray<ListedThread>>([]),
    conversations: createGuestConversations(random, tell),
    people: createGuestPeople(tell),
    search: createGuestSearch(tell),
    settings: createGuestSettings(tell),
    ownPresence: undefined,
    line: undefined,
  }
  const { directory, connection, trouble, progress, notices, threads, people } = core
  return {
    engine: {
      self,
      directory,
      connection,
      trouble,
      progress,
      notices,
      threads,
      search: core.search,
      member: people.member,
      members: people.members,
      personal: core.settings.of,
      presence: people.presence,
      open: (conversation) =>
        workspaceWith(directory.read(), conversation) && core.conversations.open(conversation),
      ready: (conversations) =>
        void tell({ kind: 'ready', conversations: conversations.slice(0, mostReady) }),
      setPresence: (status, until) => {
        core.ownPresence = { kind: 'own-presence', status, ...(until !== undefined && { until }) }
        tell(core.ownPresence)
      },
      markRead: (conversation) => void tell({ kind: 'read', conversation }),
      markUnread: (conversation) => void tell({ kind: 'unread', conversation }),
      dismiss: (notice) => void tell({ kind: 'dismiss', notice }),
      wake: () => void tell({ kind: 'wake' }),
    },
    attach: (line) => attach(core, line),
    take: (message) => take(core, message),
  }
}

function attach(core: GuestCore, line: HostLine): void {
  core.line = line
  if (core.ownPresence !== undefined) line.tell(core.ownPresence)
  core.conversations.attach()
  core.people.attach(line.people)
  core.search.attach()
  core.settings.attach()
}

function take(core: GuestCore, message: HostMessage): void {
  switch (message.kind) {
    case 'directory':
      return core.directory.write(message.directory)
    case 'connection':
      return core.connection.write(message.connection)
    case 'trouble':
      return core.trouble.write(message.trouble)
    case 'progress':
      return core.progress.write(message.progress)
    case 'threads':
      return core.threads.write(message.threads)
    case 'notices':
      return core.notices.write(message.notices)
    case 'view':
      return core.conversations.takeView(message)
    case 'draft':
      return core.conversations.takeDraft(message)
    case 'members':
      core.people.takeMembers(message)
      return core.directory.write({ ...core.directory.read() }) // names are read when the directory changes
    case 'listed':
      return core.people.takeListed(message)
    case 'presence':
      return core.people.takePresence(message)
    case 'coverage':
      return core.search.takeCoverage(message.coverage)
    case 'found':
      return core.search.takeFound(message)
    case 'settings':
      return core.settings.take(message)
    case 'set':
      return core.settings.takeSet(message)
    case 'answer':
      return core.conversations.takeAnswer(message.call, message.answer)
  }
}
