/** What is asked of an index, and what it answers. */
import type { Result } from '../base/result.ts'
import type { Millis } from '../base/clock.ts'
import type { ConversationId, OpId, UserId } from '../protocol/ids.ts'
import type { StoreFailure } from '../storage/local-store.ts'
import type { DocumentPlace, SearchDocument, Trait } from './document.ts'

export interface IndexQuery {
  /** Folded; all of them stand somewhere in the message. */
  readonly terms: ReadonlyArray<string>
  readonly conversations: ReadonlySet<ConversationId>
  /** Undefined for anybody. */
  readonly authors: ReadonlySet<UserId> | undefined
  readonly traits: ReadonlyArray<Trait>
  /** One of these; any if left out. All that the other filters leave is looked at for them. */
  readonly ids?: ReadonlySet<OpId>
  /** The first moment. */
  readonly from: Millis | undefined
  /** The first moment that is too late. */
  readonly until: Millis | undefined
  /** What expires by then is not found. */
  readonly now: Millis
  /** Only what comes after this place, that is, what is older. */
  readonly after: DocumentPlace | undefined
  /** How many are wanted. */
  readonly limit: number
}

/** A range of a text in code units. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

export interface Found extends SearchDocument {
  /** Where the terms stand, ascending, apart from each other. */
  readonly highlights: ReadonlyArray<TextRange>
}

export interface FoundPage {
  /** Newest first. */
  readonly found: ReadonlyArray<Found>
  /** From where to go on; undefined if that was all. A page may be short, even empty, and have a next one. */
  readonly next: DocumentPlace | undefined
}

export type SearchFailure = StoreFailure

export type FindOutcome = Result<FoundPage, SearchFailure>
