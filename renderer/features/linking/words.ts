import type { LinkFailure } from '../../../core/bridge/devices.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('linking')
const { failures } = words

export function linkFailureText(failure: LinkFailure): string {
  switch (failure.kind) {
    case 'wrong-code':
      return failure.attemptsLeft === 0 ? failures.wrongCodeLast : failures.wrongCode(failure.attemptsLeft)
    case 'failed':
      return failures.failed(failure.detail)
    case 'wrong-password':
    case 'expired':
    case 'cancelled':
    case 'tampered':
    case 'not-primary':
    case 'by-policy':
    case 'unreachable':
      return failures[failure.kind]
  }
}
