import type { RevokeFailure } from '../../../core/bridge/devices.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('devices')

export const revokeFailureText = (failure: RevokeFailure): string =>
  failure.kind === 'failed' ? words.failures.failed(failure.detail) : words.failures[failure.kind]
