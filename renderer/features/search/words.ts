import type { Document } from '../../../core/engine/engine.ts'
import type { SearchCoverage } from '../../../core/engine/search-contract.ts'
import type { SearchFailure } from '../../../core/search/query.ts'
import { pagePercent } from '../../languages/speech.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('search')

/** Sentences that stand by themselves, one after the other. */
export function coverageText(
  coverage: SearchCoverage,
  workspaces: ReadonlyArray<{ readonly documents: ReadonlyArray<Pick<Document, 'id'>> }>,
): ReadonlyArray<string> {
  const { indexed, held, known, pages, filesElsewhere, filesInPart } = coverage
  if (held === 0) return [words.coverage.nothing]
  const there = new Set(pages)
  const unopened = workspaces.flatMap(({ documents }) => documents).filter(({ id }) => !there.has(id)).length
  const share =
    indexed < held
      ? words.coverage.indexing(pagePercent(indexed / held))
      : held < known
        ? words.coverage.held(pagePercent(held / known))
        : words.coverage.all
  return [
    share,
    ...(unopened === 0 ? [] : [words.unopened(unopened)]),
    ...(filesElsewhere === 0 ? [] : [words.filesElsewhere(filesElsewhere)]),
    ...(filesInPart === 0 ? [] : [words.filesInPart(filesInPart)]),
  ]
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
