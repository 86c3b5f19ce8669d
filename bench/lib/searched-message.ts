/** A message as the runner of the benchmark `search` hands it to the page. */
export interface SearchedMessage {
  readonly author: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly text: string
}

/** What a segment holds at most. */
export const perSegment = 2_000
