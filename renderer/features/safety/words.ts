import type { CompareFailure, Verification } from '../../../core/bridge/trust.ts'
import { wordsOf } from '../../languages/spoken.ts'
import { trustFailureText } from '../trust/words.ts'

export const words = wordsOf('safety')

export const verificationText = (verification: Verification): string => words.verification[verification.kind]

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
