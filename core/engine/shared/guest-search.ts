/** Search as a guest sees it: asked of the host, and of the next one if this one goes without an answer. */
import { createCell, type Cell } from '../../base/readable.ts'
import { nothingIndexed } from '../../search/search-index.ts'
import type { Search, SearchCoverage } from '../search-contract.ts'
import type { GuestMessage, HostMessage } from './messages.ts'

type Question = Extract<GuestMessage, { kind: 'find' }>
type Outcome = Awaited<ReturnType<Search['find']>>

export interface GuestSearch extends Search {
  readonly attach: () => void
  readonly takeCoverage: (coverage: SearchCoverage) => void
  readonly takeFound: (found: Extract<HostMessage, { kind: 'found' }>) => void
}

const nothingKnown: SearchCoverage = { ...nothingIndexed, known: 0 }

export function createGuestSearch(tell: (message: GuestMessage) => boolean): GuestSearch {
  const coverage: Cell<SearchCoverage> = createCell(nothingKnown)
  const waiting = new Map<number, { readonly asked: Question; readonly settle: (outcome: Outcome) => void }>()
  let calls = 0
  return {
    coverage,
    find: (query, after) =>
      new Promise((settle) => {
        const asked: Question = { kind: 'find', call: ++calls, query, ...(after !== undefined && { after }) }
        waiting.set(asked.call, { asked, settle })
        tell(asked)
      }),
    attach: () => {
      for (const { asked } of waiting.values()) tell(asked)
    },
    takeCoverage: coverage.write,
    takeFound: ({ call, outcome }) => {
      waiting.get(call)?.settle(outcome)
      waiting.delete(call)
    },
  }
}
