/** What a welcomed client asks for: append (AP*), fetch (FE*), ping (LV1), credit (CF*) and what is said beside the log. */
import type { ClientFrame } from '../../core/protocol/frame.ts'
import { maxAppendsInFlight } from '../../core/protocol/limits.ts'
import { answerFetch } from './answer-fetch.ts'
import { passOn, type Spoken } from './ephemerals.ts'
import {
  createLine,
  type Line,
  queueTask,
  reconnectAfterTrouble,
  type SessionContext,
} from './session-context.ts'
import { credit, inOrder } from './reader-queue.ts'
import type { Guest } from './welcome.ts'

/** What a session has asked for and not got yet. */
export interface Requests {
  readonly context: SessionContext
  readonly guest: Guest
  readonly fetches: Line
  readonly spoken: Spoken
  appending: number
  fetching: number
}

export const createRequests = (context: SessionContext, guest: Guest): Requests => ({
  context,
  guest,
  fetches: createLine(),
  spoken: { second: 0, frames: 0 },
  appending: 0,
  fetching: 0,
})

/** A client pages through history one fetch after the other; this many at once is a fault. */
const maxFetchesWaiting = 256

type Append = Extract<ClientFrame, { kind: 'append' }>
type Fetch = Extract<ClientFrame, { kind: 'fetch' }>

export function answer(frame: Exclude<ClientFrame, { readonly kind: 'hello' }>, requests: Requests): void {
  const { context, guest } = requests
  const { author } = guest
  switch (frame.kind) {
    case 'append':
      return append(frame, requests)
    case 'fetch':
      return fetch(frame, requests)
    case 'ping':
      return context.send({ kind: 'pong', now: frame.now })
    case 'ephemeral':
      return passOn(frame, requests.spoken, context, author)
    case 'presence':
      return context.deps.presence.say(guest.subscriber, frame.status, frame.until)
    case 'mark':
      return void context.guard(() => context.deps.marks.mark(author, frame.conversation, frame.seq))
    case 'credit':
      return credit(context.queue, frame.bytes)
  }
}

function append({ request, entry }: Append, requests: Requests): void {
  const { context, guest } = requests
  const { deps, queue } = context
  if (requests.appending >= maxAppendsInFlight) {
    return context.goodbye('protocol-error', reconnectAfterTrouble)
  }
  requests.appending++
  deps.appends.submit({
    author: guest.author,
    bytes: entry,
    paced: true,
    imported: [],
    settle: (outcome) => {
      if (outcome.kind === 'refused') {
        requests.appending--
        return context.send({ ...outcome, kind: 'refuse', request })
      }
      const { conversation, entry: logged, receipt, repeated } = outcome
      const { seq, head, time } = logged
      inOrder(queue, { conversation, seq, repeated }, () => {
        requests.appending-- // not before: acks that wait for their turn stay as few as appends
        if (context.isClosed()) return
        context.send({ kind: 'ack', request, seq, head, time, receipt: receipt() })
      })
    },
  })
}

function fetch(frame: Fetch, requests: Requests): void {
  const { context, guest } = requests
  if (requests.fetching >= maxFetchesWaiting) {
    return context.goodbye('protocol-error', reconnectAfterTrouble)
  }
  requests.fetching++
  queueTask(requests.fetches, context, async () => {
    await answerFetch(frame, context, guest)
    requests.fetching--
  })
}
