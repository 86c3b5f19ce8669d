/**
 * Finds messages of open conversations: the index says which may have the words, the opened text whether they do. What came in
 * last comes first. Rules MS3* of SPEC.md.
 */
import { fail, ok } from '../../core/base/result.ts'
import type { Message } from '../../core/conversation/message.ts'
import { foldText } from '../../core/search/fold-text.ts'
import { parseQuery } from '../../core/search/parse-query.ts'
import { type ConversationId, conversationId, isIdText } from '../../core/protocol/ids.ts'
import type { MessageStore } from '../store/message-store.ts'
import { type ConversationReader, inTime, type OpenLog, type ReaderDeps } from './conversation-reader.ts'
import { worthARun } from './index-words.ts'
import type { FoundMessage, Messages, SearchRequest } from './messages.ts'
import { readTopic } from './read-messages.ts'
import { canBeFound, hasTerm } from './tokens.ts'
import { searchedText } from './topic-views.ts'

/** Messages that one call opens; then it says from where to go on. */
const maxOpened = 1_000
/** More that wait for the index than this are put into it first. */
const maxLookedThrough = 4 * worthARun
const maxRow = Number.MAX_SAFE_INTEGER

export function createSearch(
  { store, access, projection, clock }: ReaderDeps,
  reader: ConversationReader,
): Messages['search'] {
  return async (user, where, request) => {
    const conversations =
      'conversation' in where ? [where.conversation] : await access.readable(user, where.workspace)
    if (conversations === undefined) return fail({ kind: 'not-found' })
    const { wanted, ignored } = readRequest(request)
    const cursor = readCursor(request.cursor)
    const search: Search = { store: store.messages, wanted, found: [], limit: request.limit, opened: 0 }
    const first = cursor === undefined ? 0 : conversations.indexOf(cursor.conversation)
    if (first === -1 || !wanted.terms.some(canBeFound)) return ok({ found: [], next: undefined, ignored })
    for (const conversation of conversations.slice(first)) {
      const below = cursor?.conversation === conversation ? cursor.below : maxRow
      const log = await reader.open(user, conversation)
      if (!log.ok) {
        if ('conversation' in where || log.failure.kind === 'unavailable') return log
        continue
      }
      if ((await store.messages.countUnindexed(conversation, maxLookedThrough)) === maxLookedThrough) {
        const indexed = await inTime(
          clock,
          projection.index(conversation).then(() => true),
        )
        if (indexed === undefined) return fail({ kind: 'unavailable' })
      }
      const next = await searchLog(search, log.value, below)
      if (next !== undefined) return ok({ found: search.found, next: `${conversation}.${next}`, ignored })
    }
    return ok({ found: search.found, next: undefined, ignored })
  }
}

interface Wanted {
  /** Folded. */
  readonly terms: ReadonlyArray<string>
  readonly from: SearchRequest['from']
  readonly since: number
  readonly until: number
}

interface Search {
  readonly store: MessageStore
  readonly wanted: Wanted
  readonly found: Array<FoundMessage>
  readonly limit: number
  opened: number
}

function readRequest({ query, from }: SearchRequest): {
  readonly wanted: Wanted
  readonly ignored: ReadonlyArray<string>
} {
  const parsed = parseQuery(query)
  const { terms, since = 0, until = Number.POSITIVE_INFINITY } = parsed
  const ignored = [
    ...parsed.from.map((name) => `from:${name}`),
    ...parsed.in.map((name) => `in:${name}`),
    ...parsed.traits.map((trait) => `has:${trait}`),
    ...parsed.misread,
    ...(terms.some(canBeFound) ? [] : terms),
  ]
  return { wanted: { terms, from, since, until }, ignored }
}

function readCursor(
  cursor: string | undefined,
): { readonly conversation: ConversationId; readonly below: number } | undefined {
  const [id, below] = cursor?.split('.') ?? []
  return isIdText(id) && /^\d{1,15}$/.test(below ?? '')
    ? { conversation: conversationId(id), below: Number(below) }
    : undefined
}

/** The row below which there may be more; undefined if there is nothing more. */
async function searchLog(search: Search, log: OpenLog, below: number): Promise<number | undefined> {
  const rows = (await candidates(search, log)).filter((row) => row < below)
  for (const row of rows) {
    if (search.found.length === search.limit || search.opened === maxOpened) return row + 1
    search.opened++
    const [op] = await search.store.byRows(log.conversation, [row])
    const message = op && (await readTopic(search.store, log, op))
    if (message !== undefined && matches(message, search.wanted)) {
      search.found.push({ conversation: log.conversation, message })
    }
  }
  return undefined
}

function matches(message: Message, { terms, from, since, until }: Wanted): boolean {
  if (message.redacted || (from !== undefined && message.author !== from)) return false
  if (message.at.time < since || message.at.time >= until) return false
  const folded = foldText(searchedText(message))
  return terms.every((term) => hasTerm(folded, term))
}

/** Rows that may match, the newest first: what is in no run yet, and what has all tokens in one. */
async function candidates(
  { store, wanted }: Search,
  { conversation, tokens }: OpenLog,
): Promise<ReadonlyArray<number>> {
  const rows = (await store.unindexed(conversation, maxLookedThrough)).map(({ row }) => row)
  const needed = [...new Set(wanted.terms.flatMap((term) => tokens.ofTerm(term)))]
  for (const run of await store.runs(conversation)) {
    let common: ReadonlyArray<number> = []
    for (const [index, token] of needed.entries()) {
      const having = await store.rowsOf(conversation, token, run)
      common = index === 0 ? having : intersection(common, having)
      if (common.length === 0) break
    }
    for (const row of common) rows.push(row)
  }
  return rows.toSorted((left, right) => right - left)
}

/** Of two that ascend. */
function intersection(left: ReadonlyArray<number>, right: ReadonlyArray<number>): ReadonlyArray<number> {
  const both: Array<number> = []
  let at = 0
  for (const row of left) {
    for (let other = right[at]; other !== undefined && other < row; other = right[++at]);
    if (right[at] === row) both.push(row)
  }
  return both
}
