import type { FileFailure } from '../../core/bridge/files-contract.ts'
import { describeError, isFull } from '../disk/system-error.ts'
import { serverFailure } from '../sign-in/access-token.ts'
import type { ApiFailure } from '../sign-in/ask.ts'

export const diskFailure = (error: unknown): FileFailure =>
  isFull(error) ? { kind: 'disk-full' } : { kind: 'disk', detail: describeError(error) }

export function relayFailure(failure: ApiFailure): FileFailure {
  if (failure.kind !== 'refused') return serverFailure(failure)
  switch (failure.code) {
    case 'file-too-large':
      return { kind: 'too-large', limit: failure.limit ?? 0 }
    case 'file-quota':
      return { kind: 'quota' }
    case 'not-found':
      return { kind: 'not-there' }
    case 'file-damaged':
      return { kind: 'refused', why: 'swapped' }
    case 'file-unscanned':
      return { kind: 'unscanned' }
    case 'file-infected':
      return { kind: 'infected' }
    case 'unavailable':
      return { kind: 'unreachable' }
    default:
      return serverFailure(failure)
  }
}

/** Whether the same may go better by itself, later. */
export function mayPass({ kind }: FileFailure): boolean {
  switch (kind) {
    case 'unreachable':
    case 'too-many-requests':
    case 'server-error':
    case 'expired':
    case 'locked':
    // A conversation that was begun on this device may not be on the relay yet.
    case 'not-there':
    case 'unscanned':
      return true
    case 'too-large':
    case 'quota':
    case 'disk-full':
    case 'disk':
    case 'refused':
    case 'cancelled':
    case 'infected':
    case 'by-policy':
      return false
  }
}
