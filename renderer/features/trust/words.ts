import type { TrustFailure } from '../../../core/bridge/trust.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('trust')

export const trustFailureText = (failure: TrustFailure): string =>
  failure.kind === 'not-kept' ? words.failures.notKept(failure.detail) : words.failures[failure.kind]
