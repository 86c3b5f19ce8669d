/**
 * How long a message may be here. For open conversations the relay may allow less than the protocol (MO9); what it said last is kept, so
 * that it is known without a network too. Of sealed ones it sees nothing.
 */
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import { maxTextLength } from '../../../core/conversation/limits.ts'
import type { ConnectionState } from '../../../core/engine/engine.ts'
import type { SendFailure } from '../../../core/engine/send-failure.ts'
import type { Remembered } from '../../platform/remembered.ts'

export interface MessageLimit {
  /** Characters of a message in an open conversation. */
  readonly longest: Readable<number>
  /** Asks the relay each time it is reached, until the returned function is called. */
  readonly follow: (connection: Readable<ConnectionState>) => () => void
}

export interface MessageLimitDeps {
  readonly bridge: Pick<PageBridge, 'call'>
  readonly remembered: Remembered
}

const key = 'composer.longest'

export function createMessageLimit({ bridge, remembered }: MessageLimitDeps): MessageLimit {
  const longest = createCell(readLimit(remembered.read(key)))
  const ask = async (): Promise<void> => {
    const answer = await bridge.call('session.methods', {})
    if (!answer.ok) return // what it said last holds
    const told = readLimit(answer.value.maxMessageLength)
    remembered.write(key, String(told))
    longest.write(told)
  }
  return {
    longest,
    follow: (connection) => {
      let wasOnline = false
      const look = (): void => {
        const isOnline = connection.read().kind === 'online'
        if (isOnline && !wasOnline) void ask()
        wasOnline = isOnline
      }
      look()
      return connection.listen(look)
    },
  }
}

/** Whatever lies there: from 1 to what the protocol allows. */
function readLimit(value: string | number | undefined): number {
  const limit = Number(value)
  return Number.isInteger(limit) && limit >= 1 && limit < maxTextLength ? limit : maxTextLength
}

export type LengthNote =
  | { readonly kind: 'near'; readonly left: number }
  | { readonly kind: 'over'; readonly by: number }

/** As it is counted: without what is around it. */
const lengthOf = (text: string): number => text.trim().length

/** Why a text cannot be sent; undefined if it fits. */
export function tooLongFor(
  { text }: { readonly text: string },
  limit: number,
): Extract<SendFailure, { readonly kind: 'too-long' }> | undefined {
  const length = lengthOf(text)
  return length > limit ? { kind: 'too-long', length, limit } : undefined
}

/** What is to be said of a text while it is written; undefined while there is room. */
export function lengthNote(text: string, longest: number): LengthNote | undefined {
  const left = longest - lengthOf(text)
  if (left < 0) return { kind: 'over', by: -left }
  return left <= Math.min(200, Math.ceil(longest / 5)) ? { kind: 'near', left } : undefined
}
