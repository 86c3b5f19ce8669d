import type { Millis } from '../../core/base/clock.ts'
import type { Letter } from '../identity/mail.ts'

export interface WaitingLetter {
  /** Names it. */
  readonly row: number
  readonly letter: Letter
  /** Attempts that have failed. */
  readonly tries: number
}

/** Letters that the mail server has not taken yet (ML6). They lie sealed: there are secrets in them. */
export interface LetterStore {
  /** False, and it is not kept, where `most` wait already. */
  readonly add: (letter: Letter, now: Millis, most: number) => Promise<boolean>
  /** The one that has been due for the longest. */
  readonly due: (now: Millis) => Promise<WaitingLetter | undefined>
  /** When one is due that is not yet. */
  readonly nextDue: (now: Millis) => Promise<Millis | undefined>
  /** An attempt has failed: the next is then. */
  readonly postpone: (row: number, due: Millis) => Promise<void>
  readonly count: () => Promise<number>
  /** It was sent, or given up. */
  readonly remove: (row: number) => Promise<void>
}
