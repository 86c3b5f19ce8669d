import type { CompareFailure, TrustFailure, Verification } from '../../../core/bridge/trust.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('trust')

export const verificationText = (verification: Verification): string => words.verification[verification.kind]

export const trustFailureText = (failure: TrustFailure): string =>
  failure.kind === 'not-kept' ? words.failures.notKept(failure.detail) : words.failures[failure.kind]

export function compareFailureText(failure: CompareFailure, name: string): string {
  switch (failure.kind) {
    case 'no-code':
      return words.failures.noCode
    case 'other-person':
      return words.failures.otherPerson(name)
    case 'locked':
    case 'no-keys':
    case 'moved':
    case 'not-kept':
      return trustFailureText(failure)
  }
}
