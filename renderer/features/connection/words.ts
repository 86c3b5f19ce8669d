/** Words about what lies between this device, its disk and the server. */
import type { CommandFailure, ServerFailure, TokenFailure } from '../../../core/bridge/contract.ts'
import type { ConnectionState } from '../../../core/engine/engine.ts'
import type { OutboxFailure } from '../../../core/storage/outbox.ts'
import type { StoreFailure } from '../../../core/storage/local-store.ts'
import type { Progress } from '../../../core/sync/history.ts'
import { pagePercent } from '../../languages/speech.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('connection')
const { states, short, failures } = words

/** How far a device is that still fetches older messages. */
export const historyText = ({ done, total }: Progress): string =>
  words.history(pagePercent(done / Math.max(1, total)))

/** The state in full. `syncedAt` is when this device last had everything, as people read it. */
export function connectionText(state: ConnectionState, syncedAt: string | undefined): string {
  const { queued, edits = 0, stuck = 0 } = state
  if (edits > 0) return connectionShortText(state) // which does not call all of it messages
  const say = (bare: string, since: (moment: string) => string, waiting: (queued: number) => string) =>
    queued > 0 ? waiting(queued) : syncedAt === undefined ? bare : since(syncedAt)
  switch (state.kind) {
    case 'online':
      return queued > stuck ? states.sending(queued - stuck) : stuck > 0 ? short.stuck(stuck) : states.online
    case 'connecting':
      return say(states.connecting, states.connectingSince, states.connectingWith)
    case 'offline':
      return say(states.offline, states.offlineSince, states.offlineWith)
    case 'signed-out':
      return say(states.signedOut, states.signedOutSince, states.signedOutWith)
    case 'stopped':
      return queued === 0 ? states.stopped : states.stoppedWith(queued)
  }
}

/** The state in a word or two, for where there is little room. */
export function connectionShortText({ kind, queued, stuck = 0 }: ConnectionState): string {
  switch (kind) {
    case 'online':
      return queued > stuck ? short.sending(queued - stuck) : stuck > 0 ? short.stuck(stuck) : states.online
    case 'connecting':
      return queued === 0 ? short.connecting : short.connectingWith(queued)
    case 'offline':
      return queued === 0 ? short.offline : short.offlineWith(queued)
    case 'signed-out':
      return queued === 0 ? short.signedOut : short.signedOutWith(queued)
    case 'stopped':
      return queued === 0 ? short.stopped : short.stoppedWith(queued)
  }
}

export const stoppedText = (why: Extract<ConnectionState, { kind: 'stopped' }>['why']): string =>
  words.stopped[why]

export const byPolicyText = failures.byPolicy

export function serverFailureText(failure: ServerFailure): string {
  switch (failure.kind) {
    case 'unreachable':
      return failures.unreachable
    case 'too-many-requests':
      return failures.tooManyRequests(failure.retryAfterSeconds)
    case 'server-error':
      return failure.code === undefined ? failures.serverError(failure.detail) : words.declined[failure.code]
    case 'by-policy':
      return byPolicyText
  }
}

function tokenFailureText(failure: TokenFailure): string {
  switch (failure.kind) {
    case 'locked':
      return failures.locked
    case 'expired':
      return failures.expired
    case 'unreachable':
    case 'too-many-requests':
    case 'server-error':
    case 'by-policy':
      return serverFailureText(failure)
  }
}

export function commandFailureText(failure: CommandFailure): string {
  switch (failure.kind) {
    case 'name-taken':
      return failures.nameTaken
    case 'forbidden':
      return failures.forbidden
    case 'not-found':
      return failures.notFound
    case 'locked':
    case 'expired':
    case 'unreachable':
    case 'too-many-requests':
    case 'server-error':
    case 'by-policy':
      return tokenFailureText(failure)
  }
}

export const outboxFailureText = (failure: OutboxFailure): string =>
  failure.kind === 'failed' ? words.outbox.failed(failure.detail) : words.outbox[failure.kind]

export function storeFailureText(failure: StoreFailure): string {
  switch (failure.kind) {
    case 'damaged':
      return words.storeFailures.damaged(failure.where)
    case 'failed':
      return words.storeFailures.failed(failure.detail)
    case 'full':
    case 'closed':
      return words.storeFailures[failure.kind]
  }
}
