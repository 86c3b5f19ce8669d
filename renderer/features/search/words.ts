import type { SearchCoverage } from '../../../core/engine/search-contract.ts'
import type { SearchFailure } from '../../../core/search/query.ts'
import { pagePercent } from '../../languages/speech.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('search')

export function coverageText({ indexed, held, known }: SearchCoverage): string {
  if (held === 0) return words.coverage.nothing
  if (indexed < held) return words.coverage.indexing(pagePercent(indexed / held))
  return held < known ? words.coverage.held(pagePercent(held / known)) : words.coverage.all
}

export function searchFailureText(failure: SearchFailure): string {
  switch (failure.kind) {
    case 'damaged':
    case 'failed':
      return words.failures.unreadable
    case 'full':
    case 'closed':
      return words.failures[failure.kind]
  }
}
