/** What the search offers to the screens, apart from how. */
import type { Readable } from '../base/readable.ts'
import type { Result } from '../base/result.ts'
import type { DocumentPlace } from '../search/document.ts'
import type { FoundPage, SearchFailure } from '../search/query.ts'
import type { IndexProgress } from '../search/search-index.ts'

/** How much of what there is can be found, in segments (2,000 messages each, at most). */
export interface SearchCoverage extends IndexProgress {
  /** Segments that there are, on this device or not. */
  readonly known: number
}

export interface SearchPage extends FoundPage {
  /** Filters that make no sense, or name nobody and nothing, as they were typed. */
  readonly misread: ReadonlyArray<string>
}

export interface Search {
  readonly coverage: Readable<SearchCoverage>
  /** What a person typed: words, "phrases", `from:` `in:` `before:` `after:` `has:`. Goes on from `next` of a page. */
  readonly find: (
    query: string,
    after: DocumentPlace | undefined,
  ) => Promise<Result<SearchPage, SearchFailure>>
}
