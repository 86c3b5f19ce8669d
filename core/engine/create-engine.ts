/** Wires store, journal, relay and directory for one signed-in person. */
import type { Account, TokenFailure } from '../bridge/contract.ts'
import type { SealingPort } from '../bridge/sealing.ts'
import type { Clock } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import { createCell, type Cell, type Readable } from '../base/readable.ts'
import { ok, type Result } from '../base/result.ts'
import type { ConversationId } from '../protocol/ids.ts'
import type { OpenSearchIndex } from '../search/search-index.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { Stored } from '../storage/stored.ts'
import type { Outbox, OutboxContents, OutboxFailure } from '../storage/outbox.ts'
import type { ConnectRelay } from '../sync/relay-socket.ts'
import type { VerifyReceipt } from '../sync/receipts.ts'
import type { Uploads } from '../sync/uploads.ts'
import type { Report } from '../sync/report.ts'
import { createSync } from '../sync/sync.ts'
import type { LiveFrame, Sync, SyncDeps } from '../sync/sync-contract.ts'
import { coalesce } from './coalesce.ts'
import { type Connection, createConnection } from './connection.ts'
import { createDirectoryCache, type DirectoryCache } from './directory-cache.ts'
import { createDirectoryModel, type DirectoryModel } from './directory-model.ts'
import type { DirectoryView, Engine } from './engine.ts'
import { aboutOf, countOf, directoryOf, isNews } from './listing.ts'
import { createNotices } from './notices.ts'
import { open, type Shown } from './open-conversation.ts'
import { createPersonal, type Personal, type PersonalDeps } from './personal/personal.ts'
import { createPeople, isThere, type People } from './presence.ts'
import { readStore } from './read-store.ts'
import { createReadAhead } from './read-ahead.ts'
import { createReading, type Reading } from './reading/reading.ts'
import { createSaid, type Said } from './said.ts'
import { createSearch, type SearchService } from './search.ts'
import { followSealed } from './sealed.ts'
import { takeDirectory } from './take-directory.ts'
import { createWaitingEdits, type EditsPort, madeRows, type WaitingEdits } from './waiting-edits.ts'
import { createTroubleDesk, type TroubleDesk } from './store-trouble.ts'

export interface EngineDeps {
  readonly account: Pick<Account, 'user' | 'device' | 'relay'>
  readonly clock: Clock
  readonly random: Random
  readonly store: LocalStore
  readonly openIndex: OpenSearchIndex
  readonly outbox: Outbox
  readonly uploads: Uploads
  readonly connect: ConnectRelay
  readonly accessToken: (refused?: string) => Promise<Result<string, TokenFailure>>
  readonly verifyReceipt: VerifyReceipt
  /** Who holds the keys of sealed conversations: main. */
  readonly sealing: SealingPort
  readonly report: Report
  /** Left out where nobody keeps changes that wait. */
  readonly edits?: EditsPort
  /** In seconds, how long what is written here lasts in sealed conversations at most; 0, or left out: as long as their people have set. */
  readonly longestSealed?: Readable<number>
  /** Lets what else the thread has to do go first: drawing, keys. */
  readonly breathe: () => Promise<void>
}

interface EngineCore {
  readonly deps: EngineDeps
  readonly model: DirectoryModel
  readonly cache: DirectoryCache
  readonly search: SearchService
  readonly sync: Sync
  readonly connection: Connection
  readonly directory: Cell<DirectoryView>
  readonly desk: TroubleDesk
  readonly reading: Reading
  /** As the directory shows it. */
  readonly shown: Map<ConversationId, string>
  readonly screens: Map<ConversationId, Shown>
  readonly people: People
  readonly personal: Personal
  readonly said: Said
  readonly edits: WaitingEdits
  /** Hears no more of what main does with keys. */
  readonly unlisten: () => void
}

/**
 * Reads what the device has and starts to connect; works the same without a network. Only the journal is needed: a store
 * that cannot be read is trouble (`Engine.trouble`), and what it held comes again from relay and journal.
 */
export async function createEngine(given: EngineDeps): Promise<Result<Engine, OutboxFailure>> {
  const opened = await given.outbox.open()
  if (!opened.ok) return opened
  const notices = createNotices(given.report)
  const deps = { ...given, report: notices.report }
  const core = await assemble(deps, opened.value)
  await core.personal.begin()
  core.sync.start()
  const ahead = createReadAhead({ ...core, ...deps })
  return ok({
    self: deps.account.user,
    directory: core.directory,
    connection: core.connection.state,
    member: core.model.member,
    members: async (workspace) => core.model.members(workspace),
    open: (conversation) => {
      if (!core.screens.has(conversation)) ahead.stop()
      return open(core, conversation)
    },
    ready: (conversations) => void ahead.ready(conversations),
    search: core.search,
    threads: core.reading.threads,
    progress: core.sync.progress,
    personal: core.personal.of,
    presence: core.people.of,
    setPresence: core.people.setOwn,
    notices: notices.all,
    dismiss: notices.dismiss,
    trouble: core.desk.trouble,
    markRead: (conversation) => {
      core.reading.markAllSeen(conversation)
      core.sync.markSeen(conversation)
    },
    markUnread: (conversation) => core.reading.markUnread(conversation),
    wake: core.sync.wake,
    close: () => close(core),
  })
}

async function assemble(given: EngineDeps, outboxContents: OutboxContents): Promise<EngineCore> {
  const { account } = given
  const desk = createTroubleDesk(given.clock)
  const { stored } = desk
  const model = createDirectoryModel(account.user, madeRows(given.edits, account.user))
  const nameOf = (conversation: ConversationId): string => aboutOf(core.sync, conversation).name
  const search = createSearch({ ...given, self: account.user, model, nameOf, stored })
  const deps = { ...given, store: search.store }
  const cache = createDirectoryCache({ ...deps, model, stored })
  const { records, epoch, syncedBefore } = await readStore(deps, cache, desk, outboxContents)
  const refreshDirectory = coalesce(() => showDirectory(core))
  // After the screens have had their say: what they mark seen as it comes is no news to any list.
  const refreshListed = coalesce(() => showDirectory(core), given.breathe)
  const reading = readingFor(deps, model, stored, () => core, refreshDirectory)
  await Promise.all([search.begin(records), reading.begin()])
  await given.breathe() // all replicas are made in one turn

  const refreshConnection = coalesce(() => heard(core))
  const sync = createSync({
    ...deps,
    ...account,
    url: account.relay,
    outboxContents,
    records,
    relayEpoch: epoch,
    sealing: { ...deps.sealing, isSealed: (id) => deps.sealing.isSealed(id) || model.isSealed(id) },
    directory: { ...model, take: (told) => takeDirectory(core, told, refreshDirectory) },
    isModerator: model.isModerator,
    isAwaited: (conversation) => core.edits.isAwaited(conversation),
    ...tellingOf(() => core),
    stored,
    changed: (conversation) => {
      core.screens.get(conversation)?.screen.changed()
      core.personal.look()
      if (isNews(core, conversation)) refreshListed()
      refreshConnection()
    },
    moved: (conversation, messages) => core.screens.get(conversation)?.screen.moved(messages),
    threadNews: (id, what, said) => (reading.came(id, what, said), core.personal.saidChanged(said)),
    heard: refreshConnection,
    live: (frame) => hear(core, frame),
  })
  const unlisten = followSealed(deps.sealing, { sync, model, cache }, refreshDirectory)
  const edits = createWaitingEdits(deps.edits, {
    self: account.user,
    link: sync.link,
    isTold: model.isTold,
    forget: sync.forget,
    changed: () => (refreshDirectory(), refreshConnection()),
  })
  for (const heard of [sync.link, sync.queued, sync.stuck]) heard.listen(refreshConnection)
  const connection = createConnection({ ...deps, stored, ...linkedOf({ sync, model, edits }) }, syncedBefore)
  const directory = createCell<DirectoryView>({ loaded: false, workspaces: [] })
  const people = createPeople({ link: sync.link, say: sync.say })
  const said = createSaid({ sealing: deps.sealing, model, say: sync.say })
  const personal = personalFor({ ...deps, stored, model, sync }, () => core, refreshDirectory)
  const own = { shown: new Map(), screens: new Map(), people, personal, said, edits, unlisten }
  const core: EngineCore = { deps, model, cache, search, sync, connection, directory, desk, reading, ...own }
  showFirst(core, records.keys())
  search.store.whenLost(() => storeLost(core))
  return core
}

const linkedOf = ({ sync, model, edits }: Pick<EngineCore, 'sync' | 'model' | 'edits'>) => ({
  link: sync.link.read,
  queued: () => sync.queued.read() + edits.count(),
  edits: edits.count,
  stuck: sync.stuck.read,
  stuckIn: () => sync.stuckIn().filter(({ conversation }) => model.hasConversation(conversation)),
  isInSync: sync.isInSync,
})

/** Whom how far this person has read, and what has arrived here, is told to. */
const tellingOf = (of: () => EngineCore): Pick<SyncDeps, 'keepMark' | 'tellsReading' | 'isThere'> => ({
  keepMark: (conversation, seq) => of().personal.receipts.keep(conversation, seq),
  tellsReading: () => !of().personal.receipts.areOff(),
  isThere: (user) => isThere(of().people.of(user).read()),
})

function showFirst(core: EngineCore, conversations: Iterable<ConversationId>): void {
  showDirectory(core)
  for (const conversation of conversations) isNews(core, conversation)
}

const readingFor = (
  deps: EngineDeps,
  model: DirectoryModel,
  stored: Stored,
  core: () => EngineCore,
  refreshDirectory: () => void,
): Reading =>
  createReading({
    ...deps,
    self: deps.account.user,
    stored,
    open: (conversation) => open(core(), conversation),
    workspaceOf: model.workspaceOf,
    personal: () => core().personal,
    unreadCount: (conversation, thread) => countOf(core(), conversation, thread),
    isModerator: model.isModerator,
    findRoots: (...asked) => core().search.lookUp(...asked),
    isUnread: (conversation) => core().sync.isUnread(conversation),
    changed: (conversation) => {
      core().screens.get(conversation)?.screen.changed()
      if (isNews(core(), conversation)) refreshDirectory()
    },
  })

const personalFor = (
  deps: EngineDeps & Pick<PersonalDeps, 'stored' | 'model' | 'sync'>,
  core: () => EngineCore,
  refreshDirectory: () => void,
): Personal =>
  createPersonal({
    ...deps,
    self: deps.account.user,
    open: (conversation) => open(core(), conversation),
    receiptsChanged: () => core().screens.forEach(({ screen }) => screen.changed()),
    listChanged: refreshDirectory,
    chosen: (threads) => core().reading.chosen(threads),
    settingsChanged: () => core().reading.settingsChanged(),
  })

function showDirectory(core: EngineCore): void {
  core.directory.write(directoryOf(core))
  core.reading.directoryChanged()
  core.personal.look()
}

function heard({ connection, personal, reading }: EngineCore): void {
  connection.refresh()
  personal.heard()
  reading.heard()
}

/** What people do just now, said beside the log. */
function hear(core: EngineCore, frame: LiveFrame): void {
  if (frame.kind === 'presence') core.people.take(frame)
  else void hearSaid(core, frame)
}

async function hearSaid(
  { said, screens, sync }: EngineCore,
  frame: Extract<LiveFrame, { readonly kind: 'ephemeral' }>,
): Promise<void> {
  const { conversation, user } = frame
  const heard = await said.open(frame, screens.has(conversation))
  if (heard?.kind === 'read' || heard?.kind === 'arrived') {
    const seq = heard.kind === 'read' ? heard.seq : 0
    sync.heardRead(conversation, { user, seq, has: heard.seq })
  } else if (heard !== undefined) screens.get(conversation)?.typing.heard(user, heard)
}

function storeLost({ desk, sync, cache, screens, personal, reading }: EngineCore): void {
  desk.lost()
  sync.storeLost()
  void cache.rewrite()
  personal.storeLost()
  void reading.rewrite()
  for (const { draft } of screens.values()) void draft.rewrite()
}

async function close(core: EngineCore): Promise<void> {
  const { sync, cache, search, screens, people, personal, deps, desk, reading } = core
  core.unlisten()
  core.edits.close()
  for (const { typing } of screens.values()) typing.close()
  people.close()
  desk.close()
  await Promise.all(Array.from(screens.values(), ({ draft }) => draft.flush()))
  await Promise.all([cache.flush(), reading.close()])
  await personal.close()
  await sync.close()
  await search.close()
  await deps.store.close()
}
