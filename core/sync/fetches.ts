/** Segments under way from the relay. A fetch ends with its connection; whoever wants the segment asks again. */
import type { ClientFrame, LoggedEntry } from '../protocol/frame.ts'
import type { RefuseCode } from '../protocol/codes.ts'
import type { ConversationId } from '../protocol/ids.ts'
import type { WorkFrame } from './relay-session.ts'
import type { Report } from './report.ts'

export interface FetchRequest {
  readonly conversation: ConversationId
  readonly segment: number
  /** Only entries with a higher seq; 0 brings all claims of the conversation too. */
  readonly after: number
}

export interface FetchEvents {
  readonly page: (entries: ReadonlyArray<LoggedEntry>) => void
  /** The segment is whole: all that stood in the log when the relay got the request. No event follows. */
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
  readonly fetched: (frame: Extract<WorkFrame, { readonly kind: 'fetched' }>) => void
  /** False if the request is not a fetch. */
  readonly refused: (request: number, code: RefuseCode, detail: string) => boolean
  readonly linkDown: () => void
  readonly underWay: () => number
}

export function createFetches({ send, newRequest, report }: FetchesDeps): Fetches {
  const running = new Map<number, { readonly asked: FetchRequest; readonly events: FetchEvents }>()
  return {
    start: (asked, events) => {
      const request = newRequest()
      if (!send({ kind: 'fetch', request, before: 0, limit: 0, backwards: false, ...asked })) return false
      running.set(request, { asked, events })
      return true
    },
    fetched: ({ request, entries, complete }) => {
      const fetch = running.get(request)
      if (fetch === undefined) return
      if (entries.length > 0) fetch.events.page(entries)
      if (!complete) return
      running.delete(request)
      fetch.events.complete()
    },
    refused: (request, code, detail) => {
      const fetch = running.get(request)
      if (fetch === undefined) return false
      running.delete(request)
      report({ kind: 'fetch-refused', conversation: fetch.asked.conversation, code, detail })
      fetch.events.failed()
      return true
    },
    linkDown: () => {
      const lost = [...running.values()]
      running.clear()
      for (const { events } of lost) events.failed()
    },
    underWay: () => running.size,
  }
}
