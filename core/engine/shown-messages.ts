import type { Message } from '../conversation/message.ts'
import type { OpId } from '../protocol/ids.ts'
import type { Delivery, ShownMessage } from './engine.ts'

/** What is on the screen, and the messages that it was made of. */
export interface Shown {
  readonly source: ReadonlyArray<Message>
  readonly messages: ReadonlyArray<ShownMessage>
}

export const nothingShown: Shown = { source: [], messages: [] }

/**
 * Puts `show` around each message of `source`, but only around those that are new or in `moved`: the others keep what
 * they had. Costs a comparison of references a message, and nothing at all if nothing changed.
 */
export function showMessages(
  before: Shown,
  source: ReadonlyArray<Message>,
  moved: ReadonlySet<OpId>,
  show: (message: Message) => ShownMessage,
): Shown {
  const fresh = source === before.source ? before : { source, messages: withNew(before, source, show) }
  const messages = moved.size === 0 ? fresh.messages : withMoved(fresh, moved, show)
  return messages === fresh.messages ? fresh : { source, messages }
}

/** Most changes are at the end or in one place: what is the same in front and behind is taken over. */
function withNew(
  before: Shown,
  source: ReadonlyArray<Message>,
  show: (message: Message) => ShownMessage,
): ReadonlyArray<ShownMessage> {
  const shorter = Math.min(source.length, before.source.length)
  let front = 0
  while (front < shorter && source[front] === before.source[front]) front += 1
  let back = 0
  while (back < shorter - front && source.at(-1 - back) === before.source.at(-1 - back)) back += 1
  const known = new Map<Message, ShownMessage>()
  for (let index = front; index < before.source.length - back; index++) {
    const [message, shown] = [before.source[index], before.messages[index]]
    if (message !== undefined && shown !== undefined) known.set(message, shown)
  }
  const middle = source
    .slice(front, source.length - back)
    .map((message) => known.get(message) ?? show(message))
  return before.messages.slice(0, front).concat(middle, before.messages.slice(before.messages.length - back))
}

function withMoved(
  { source, messages }: Shown,
  moved: ReadonlySet<OpId>,
  show: (message: Message) => ShownMessage,
): ReadonlyArray<ShownMessage> {
  const left = new Set(moved)
  let changed: Array<ShownMessage> | undefined
  for (let index = source.length - 1; index >= 0 && left.size > 0; index--) {
    const message = source[index]
    if (message === undefined || !left.delete(message.id)) continue
    const shown = show(message)
    if (sameDelivery(shown.delivery, messages[index]?.delivery)) continue
    changed ??= [...messages]
    changed[index] = shown
  }
  return changed ?? messages
}

const sameDelivery = (left: Delivery | undefined, right: Delivery | undefined): boolean =>
  left?.kind === right?.kind && stageOf(left) === stageOf(right)

const stageOf = (delivery: Delivery | undefined): string =>
  delivery?.kind === 'queued' ? `${delivery.unsent} ${delivery.unbegun}` : ''
