/** Search as the screens see it: what a person typed, put to the index in terms of the directory. */
import type { Clock } from '../base/clock.ts'
import { type Cell, createCell, type Readable } from '../base/readable.ts'
import { ok, type Result } from '../base/result.ts'
import { type ConversationId, conversationId, type UserId } from '../protocol/ids.ts'
import { documentOfPage, isPage, type DocumentPlace, type SegmentRef } from '../search/document.ts'
import { foldText } from '../search/fold-text.ts'
import { asksNothing, foldName, type ParsedQuery, parseQuery } from '../search/parse-query.ts'
import type { IndexProgress, OpenSearchIndex } from '../search/search-index.ts'
import { watchStore } from '../search/watched-store.ts'
import { asModerated } from '../search/matching.ts'
import type { Found, IndexQuery } from '../search/query.ts'
import type { LocalStore, StoreFailure, StoreWrite } from '../storage/local-store.ts'
import { type ConversationRecord, decodeRecord } from '../sync/conversation-record.ts'
import type { DirectoryModel } from './directory-model.ts'
import { createLookUp } from './look-up.ts'
import type { Search, SearchCoverage, SearchPage } from './search-contract.ts'

export interface SearchDeps {
  readonly self: UserId
  readonly clock: Pick<Clock, 'now'>
  readonly store: LocalStore
  readonly openIndex: OpenSearchIndex
  readonly model: DirectoryModel
  /** What a sealed conversation is called by its members; empty if nobody has named it. */
  readonly nameOf: (conversation: ConversationId) => string
  readonly stored: (outcome: Result<void, StoreFailure>) => void
}

export interface SearchService extends Search {
  /** What everybody else must write through. */
  readonly store: LocalStore
  readonly begin: (records: ReadonlyMap<ConversationId, ConversationRecord>) => Promise<void>
  readonly lookUp: ReturnType<typeof createLookUp>
  readonly close: () => Promise<void>
}

/** Results of a page: some eight are seen at a time, and each costs reading, layout and paint with every key that is typed. */
const pageSize = 20

export function createSearch(deps: SearchDeps): SearchService {
  const { self, clock, store, openIndex, model, stored } = deps
  const watched = watchStore({ store, changed: (segments) => index.changed(segments) })
  const index = openIndex({ settled: watched.settled })
  const coverage = createCoverage(index.progress)
  let isWoken = false

  return {
    store: {
      ...watched.store,
      write: (writes, options) => {
        coverage.note(writes)
        return watched.store.write(writes, options)
      },
    },
    coverage: coverage.cell,
    begin: async (records) => {
      const held = heldSegments(records)
      const stale = await watched.readStale()
      if (!stale.ok) stored(stale)
      index.begin(held, stale.ok ? stale.value : held) // what cannot be told is taken for the worst
      coverage.begin(records)
    },
    find: async (query, after) => {
      const parsed = parseQuery(query)
      if (!asksNothing(parsed)) return find(parsed, after)
      // Nobody has typed yet: meanwhile the index wakes, and reads what every search begins with.
      if (!isWoken) void find(parsed, after)
      isWoken = true
      return ok({ found: [], next: undefined, misread: parsed.misread })
    },
    lookUp: createLookUp({ index, clock, model }),
    close: index.close,
  }

  async function find(
    parsed: ParsedQuery,
    after: DocumentPlace | undefined,
  ): Promise<Result<SearchPage, StoreFailure>> {
    const misread = [...parsed.misread]
    const query: IndexQuery = {
      terms: parsed.terms,
      traits: parsed.traits,
      conversations: withPages(conversationsOf(parsed.in, deps, misread), model),
      authors: authorsOf(parsed.from, { model, self, misread }),
      from: parsed.since,
      until: parsed.until,
      after,
      now: clock.now(),
      limit: pageSize,
    }
    const page = await index.find(query)
    if (!page.ok) return page
    const { found, next } = page.value
    const shown = found.map((each) =>
      isPage(each)
        ? inChat(each, model)
        : asModerated(each, query, (user) => model.isModerator(each.conversation, user)),
    )
    return ok({ found: shown.filter((each) => each !== undefined), next, misread })
  }
}

/** With the texts of the documents whose conversations are among them. */
function withPages(
  conversations: ReadonlySet<ConversationId>,
  model: DirectoryModel,
): ReadonlySet<ConversationId> {
  const documents = model.rows().documents.filter(({ conversation }) => conversations.has(conversation))
  return new Set([...conversations, ...documents.map(({ id }) => conversationId(id))])
}

/** What stands in a document is shown as that of its conversation. Undefined if the directory has it no more. */
function inChat(found: Found, model: DirectoryModel): Found | undefined {
  const document = documentOfPage(found.conversation)
  const chat = model.rows().documents.find(({ id }) => id === document)
  return chat && { ...found, conversation: chat.conversation }
}

/** How much there is, of which the index tells how much it has. Records are read when that changes, not when they come. */
function createCoverage(progress: Readable<IndexProgress>): {
  readonly cell: Cell<SearchCoverage>
  readonly begin: (records: ReadonlyMap<ConversationId, ConversationRecord>) => void
  readonly note: (writes: ReadonlyArray<StoreWrite>) => void
} {
  const records = new Map<ConversationId, ConversationRecord>()
  const unread = new Map<ConversationId, Uint8Array>()
  const cell = createCell<SearchCoverage>({ ...progress.read(), known: 0 })
  const refresh = (): void => {
    for (const [conversation, bytes] of unread) {
      const record = decodeRecord(bytes)
      if (record !== undefined) records.set(conversation, record)
    }
    unread.clear()
    const known = Array.from(records.values(), ({ newestSegment, held }) =>
      Math.max(newestSegment + 1, held.size),
    ).reduce((sum, segments) => sum + segments, 0)
    const now = progress.read()
    cell.write({ ...now, known: Math.max(known + now.pages.length, now.held) })
  }
  progress.listen(refresh)
  return {
    cell,
    begin: (read) => {
      for (const [conversation, record] of read) records.set(conversation, record)
      refresh()
    },
    note: (writes) => {
      for (const write of writes) {
        if (write.kind !== 'conversation') continue
        if (write.record !== undefined) unread.set(write.conversation, write.record)
        else {
          unread.delete(write.conversation)
          records.delete(write.conversation)
        }
      }
    },
  }
}

/** The newest segment of every conversation first, then those before them. */
function heldSegments(records: ReadonlyMap<ConversationId, ConversationRecord>): ReadonlyArray<SegmentRef> {
  return Array.from(records, ([conversation, { held }]) => {
    const segments = [...held.keys()].toSorted((left, right) => right - left)
    return segments.map((segment, age) => ({ conversation, segment, age }))
  })
    .flat()
    .toSorted((left, right) => left.age - right.age)
    .map(({ conversation, segment }) => ({ conversation, segment }))
}

/** All conversations of the directory, or those that were named: in full if there are any such, else in part. */
function conversationsOf(
  names: ReadonlyArray<string>,
  deps: SearchDeps,
  misread: Array<string>,
): ReadonlySet<ConversationId> {
  const all = namedConversations(deps)
  if (names.length === 0) return new Set(all.map(({ id }) => id))
  const chosen = new Set<ConversationId>()
  for (const name of names) {
    const wanted = foldName(name)
    const byId = all.filter(({ id }) => id === wanted)
    const exact = byId.length > 0 ? byId : all.filter((each) => each.names.includes(wanted))
    const found =
      exact.length > 0 ? exact : all.filter((each) => each.names.some((one) => one.includes(wanted)))
    if (found.length === 0) misread.push(`in:${name}`)
    else for (const { id } of found) chosen.add(id)
  }
  return chosen
}

interface Named {
  readonly id: ConversationId
  /** Folded. */
  readonly names: ReadonlyArray<string>
}

/** A sealed conversation goes by the name that its members gave it, without a `#`; a direct message by the other's names. */
function namedConversations({ model, nameOf, self }: SearchDeps): ReadonlyArray<Named> {
  const { channels, documents, sealed } = model.rows()
  return [
    ...channels.map(({ id, name }) => ({ id, names: [foldText(name)] })),
    ...documents.map(({ conversation, title }) => ({ id: conversation, names: [foldText(title)] })),
    ...sealed.map(({ id, workspace, type, members }) => {
      const others = type === 'dm' ? members.filter(({ user }) => user !== self) : []
      const people = others.flatMap(({ user }) => {
        const member = model.member(workspace, user)
        return [member?.name, member?.username]
      })
      const names = [nameOf(id).replace(/^#/, ''), ...people]
      return {
        id,
        names: names.flatMap((name) => (name === undefined || name === '' ? [] : [foldText(name)])),
      }
    }),
  ]
}

interface Authors {
  readonly model: DirectoryModel
  readonly self: UserId
  readonly misread: Array<string>
}

/**
 * Undefined for anybody. `me` is oneself; others are found by user name or name, in full or in part, and behind an `@` by their user name
 * alone if somebody has it.
 */
function authorsOf(
  names: ReadonlyArray<string>,
  { model, self, misread }: Authors,
): ReadonlySet<UserId> | undefined {
  if (names.length === 0) return undefined
  const people = peopleOf(model)
  const chosen = new Set<UserId>()
  for (const name of names) {
    const wanted = foldName(name)
    const byUsername = name.startsWith('@') ? people.filter(({ username }) => username === wanted) : []
    const exact =
      byUsername.length > 0 ? byUsername : people.filter((person) => person.names.includes(wanted))
    const found =
      exact.length > 0 ? exact : people.filter((person) => person.names.some((each) => each.includes(wanted)))
    if (wanted === 'me' && byUsername.length === 0) chosen.add(self)
    else if (found.length === 0) misread.push(`from:${name}`)
    else for (const { user } of found) chosen.add(user)
  }
  return chosen
}

interface Author {
  readonly user: UserId
  /** Folded, as the names, of which it is one. An account's is also that of the author of an import whom an admin has matched to it. */
  readonly username: string | undefined
  readonly names: ReadonlyArray<string>
}

function peopleOf(model: DirectoryModel): ReadonlyArray<Author> {
  const { workspaces, members } = model.rows()
  return workspaces.flatMap(({ id }) =>
    Array.from(members(id), ({ user }) => {
      const member = model.member(id, user)
      const names = [member?.username, member?.name].filter((name) => name !== undefined)
      const username = member?.username
      return { user, username: username && foldText(username), names: names.map(foldText) }
    }),
  )
}
