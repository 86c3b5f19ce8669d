/** The one table from failures to codes and sentences of `error` frames. */
import type { GatewayErrorCode } from '../../core/protocol/json-gateway.ts'
import type { MessageFailure } from '../messages/messages.ts'

export interface GatewayFault {
  readonly code: GatewayErrorCode
  readonly detail: string
  /** Seconds. */
  readonly retryAfter?: number
}

export const sealedDetail =
  'This conversation is sealed: the relay cannot read or write it. Use the client library, which has the keys.'

export function faultOf(failure: MessageFailure): GatewayFault {
  switch (failure.kind) {
    case 'not-found':
      return { code: 'not-found', detail: 'There is no such room, or none that you may see.' }
    case 'sealed':
      return { code: 'sealed', detail: sealedDetail }
    case 'forbidden':
      return { code: 'forbidden', detail: 'You may not do that to this message.' }
    case 'no-such-message':
      return { code: 'no-such-message', detail: 'There is no such message in this room.' }
    case 'no-such-file':
      return {
        code: 'no-such-file',
        detail: `The file ${failure.file} is not there, or not as the message says. Put it up first.`,
      }
    case 'empty':
      return { code: 'empty', detail: 'There is nothing in it.' }
    case 'too-long':
      return { code: 'too-long', detail: `It is ${failure.length} long; ${failure.limit} is the most.` }
    case 'refused':
      return { code: 'refused', detail: failure.reason }
    case 'key-reused':
      return { code: 'key-reused', detail: 'This clientId was used for another message.' }
    case 'unavailable':
      return {
        code: 'unavailable',
        detail: 'The relay cannot do that just now. Send it again.',
        retryAfter: 2,
      }
  }
}
