/** Ranges of a log under way from the relay. A fetch ends with its connection; whoever wants it asks again. */
import type { ClientFrame, FetchRange, LoggedEntry } from '../protocol/frame.ts'
import type { RefuseCode } from '../protocol/codes.ts'
import type { ConversationId } from '../protocol/ids.ts'
import type { WorkFrame } from './relay-session.ts'
import type { Report } from './report.ts'

export interface FetchRequest extends Partial<Pick<FetchRange, 'before' | 'limit' | 'backwards'>> {
  readonly conversation: ConversationId
  /** Undefined: the log as it is (FE6). */
  readonly segment: number | undefined
  /** Only entries with a higher seq; 0 brings all claims of the conversation too. */
  readonly after: number
  /** Nobody waits for it: it comes in chunks, and goes on only while nothing is under way that somebody waits for. */
  readonly isBackground?: () => boolean
}

export interface FetchEvents {
  /** Resolves when the entries have been dealt with. */
  readonly page: (entries: ReadonlyArray<LoggedEntry>) => Promise<void>
  /** All of the range that stood in the log when the relay got the request has come. No event follows. */
  readonly complete: () => void
  /** No event follows. */
  readonly failed: () => void
}

export interface FetchesDeps {
  readonly send: (frame: ClientFrame) => boolean
  /** Numbers that no other request of the connection has. */
  readonly newRequest: () => number
  readonly report: Report
}

export interface Fetches {
  /** False if the relay is out of reach: no event follows. */
  readonly start: (request: FetchRequest, events: FetchEvents) => boolean
  /** Resolves when what came has been dealt with. */
  readonly fetched: (frame: Extract<WorkFrame, { readonly kind: 'fetched' }>) => Promise<void>
  /** False if the request is not a fetch. */
  readonly refused: (request: number, code: RefuseCode, detail: string) => boolean
  readonly linkDown: () => void
  /** Fetches that somebody waits for. */
  readonly underWay: () => number
  /** To be called when a fetch in the background is wanted at once. */
  readonly hurry: () => void
}

/** Entries in a chunk of what nobody waits for: a quarter of a second at most between a click and what it asks for. */
const chunkEntries = 500

interface Running {
  readonly asked: FetchRequest
  readonly events: FetchEvents
  /** Entries with a higher seq than this are still to come. */
  after: number
  /** Entries of the present chunk, claims included: they may make it look full, and then nothing more comes. */
  found: number
  /** 0: comes whole. */
  limit: number
}

interface FetchesCore {
  readonly deps: FetchesDeps
  readonly running: Map<number, Running>
  /** In the background, between two chunks. */
  readonly paused: Set<Running>
}

const isBackground = ({ asked }: Running): boolean => asked.isBackground?.() ?? false

export function createFetches(deps: FetchesDeps): Fetches {
  const core: FetchesCore = { deps, running: new Map(), paused: new Set() }
  return {
    start: (asked, events) => ask(core, { asked, events, after: asked.after, found: 0, limit: 0 }),
    fetched: (frame) => fetched(core, frame),
    refused: (request, code, detail) => {
      const fetch = core.running.get(request)
      if (fetch === undefined) return false
      core.running.delete(request)
      deps.report({ kind: 'fetch-refused', conversation: fetch.asked.conversation, code, detail })
      fetch.events.failed()
      goOn(core)
      return true
    },
    linkDown: () => {
      const lost = [...core.running.values(), ...core.paused]
      core.running.clear()
      core.paused.clear()
      for (const { events } of lost) events.failed()
    },
    underWay: () => waitedFor(core),
    hurry: () => goOn(core),
  }
}

const waitedFor = ({ running, paused }: FetchesCore): number =>
  [...running.values(), ...paused].filter((fetch) => !isBackground(fetch)).length

function ask({ deps, running }: FetchesCore, fetch: Running): boolean {
  const { conversation, segment, before = 0, backwards = false, limit = 0 } = fetch.asked
  const request = deps.newRequest()
  fetch.limit = limit > 0 || !isBackground(fetch) ? limit : chunkEntries
  fetch.found = 0
  const { after } = fetch
  const range = { segment, after, before, limit: fetch.limit, backwards }
  if (!deps.send({ kind: 'fetch', request, conversation, ...range })) return false
  running.set(request, fetch)
  return true
}

async function fetched(
  core: FetchesCore,
  { request, entries, complete }: Extract<WorkFrame, { readonly kind: 'fetched' }>,
): Promise<void> {
  const fetch = core.running.get(request)
  if (fetch === undefined) return
  // Claims come first, with seqs of anywhere in the log. A chunk that is full ends with an entry of the segment.
  fetch.after = entries.at(-1)?.seq ?? fetch.after
  fetch.found += entries.length
  const page = entries.length > 0 ? fetch.events.page(entries) : undefined
  if (complete) {
    core.running.delete(request)
    const isChunk = fetch.limit > 0 && fetch.asked.limit === undefined
    if (isChunk && fetch.found >= fetch.limit) core.paused.add(fetch)
    else fetch.events.complete()
    goOn(core)
  }
  await page
}

/** Sends for the next chunks, unless somebody waits for something else. */
function goOn(core: FetchesCore): void {
  const isBusy = waitedFor(core) > 0
  for (const fetch of core.paused) {
    if (isBusy && isBackground(fetch)) continue
    core.paused.delete(fetch)
    if (!ask(core, fetch)) fetch.events.failed()
  }
}
