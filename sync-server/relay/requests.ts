/** What a welcomed client asks for: append (AP*), fetch (FE*), ping (LV1), credit (CF*) and what is said beside the log. */
import type { ClientFrame } from '../../core/protocol/frame.ts'
import { maxAppendsInFlight } from '../../core/protocol/limits.ts'
import { answerFetch } from './answer-fetch.ts'
import { createEphemerals } from './ephemerals.ts'
import { reconnectAfterTrouble, type SessionContext } from './session-context.ts'
import type { Guest } from './welcome.ts'

export interface Requests {
  readonly answer: (frame: Exclude<ClientFrame, { readonly kind: 'hello' }>) => void
}

/** A client pages through history one fetch after the other; this many at once is a fault. */
const maxFetchesWaiting = 256

type Append = Extract<ClientFrame, { kind: 'append' }>
type Fetch = Extract<ClientFrame, { kind: 'fetch' }>

export function createRequests(context: SessionContext, guest: Guest): Requests {
  const { deps, queue } = context
  let appending = 0
  let fetching = 0
  const fetchLine = context.createLine()
  const passOn = createEphemerals(context, guest)

  const append = ({ request, entry }: Append): void => {
    if (appending >= maxAppendsInFlight) return context.goodbye('protocol-error', reconnectAfterTrouble)
    appending++
    deps.appends.submit({
      author: guest.author,
      bytes: entry,
      imported: [],
      settle: (outcome) => {
        if (outcome.kind === 'refused') {
          appending--
          return context.send({ ...outcome, kind: 'refuse', request })
        }
        const { conversation, entry: logged, repeated } = outcome
        const { seq, head, time } = logged
        queue.inOrder({ conversation, seq, repeated }, () => {
          appending-- // not before: acks that wait for their turn stay as few as appends
          if (context.isClosed()) return
          const receipt = deps.receipts.sign(conversation, logged)
          context.send({ kind: 'ack', request, seq, head, time, receipt })
        })
      },
    })
  }
  const fetch = (frame: Fetch): void => {
    if (fetching >= maxFetchesWaiting) return context.goodbye('protocol-error', reconnectAfterTrouble)
    fetching++
    fetchLine(async () => {
      await answerFetch(frame, context, guest)
      fetching--
    })
  }
  return {
    answer: (frame) => {
      switch (frame.kind) {
        case 'append':
          return append(frame)
        case 'fetch':
          return fetch(frame)
        case 'ping':
          return context.send({ kind: 'pong', now: frame.now })
        case 'ephemeral':
          return passOn(frame)
        case 'presence':
          return guest.present(frame.status, frame.until)
        case 'mark':
          return void context.guard(() => deps.marks.mark(guest.author, frame.conversation, frame.seq))
        case 'credit':
          return queue.credit(frame.bytes)
      }
    },
  }
}
