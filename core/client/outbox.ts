/** Own messages on their way: kept until the relay has them, sent again after every break, in their order. */
import { bytesToHex } from '../base/bytes.ts'
import { type Clock, millis } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { AnswerOf } from './answers.ts'
import { answerMs } from './line.ts'
import type { ChatAttachment } from './room.ts'

/** What may be said with a message. */
export interface Saying {
  readonly replyTo?: string
  /** The message that the thread is about. */
  readonly thread?: string
  readonly alsoInChannel?: boolean
  readonly mentions?: ReadonlyArray<string>
  /** Files that were put up first: see `attach`. */
  readonly attachments?: ReadonlyArray<ChatAttachment>
  /** In seconds: then it disappears, for everybody. */
  readonly expiresAfter?: number
}

export interface Waiting {
  readonly clientId: string
  readonly roomId: string
  readonly frame: object
}

export interface ChatOutbox {
  readonly add: (
    roomId: string,
    content: string,
    saying: Saying,
  ) => Result<Waiting, { readonly kind: 'full' }>
  /** All that waits for a room goes out. */
  readonly drain: (roomId: string) => void
  /** The relay has it. */
  readonly settled: (clientId: string) => Waiting | undefined
  /** No timer runs any more. */
  readonly stop: () => void
  /** What was refused for good; undefined for what goes out again by itself. */
  readonly refused: (error: AnswerOf<'error'>) => Waiting | undefined
}

export interface OutboxDeps {
  readonly clock: Clock
  readonly random: Random
  readonly send: (frame: object) => void
  /** Whether frames for the room reach the relay now. */
  readonly isOpen: (roomId: string) => boolean
  /** Nothing comes back: the socket is dead. */
  readonly dead: () => void
}

const mostWaiting = 1_000
const passing = new Set(['rate-limited', 'unavailable'])
const pauseSeconds = 2

export function createChatOutbox({ clock, random, send, isOpen, dead }: OutboxDeps): ChatOutbox {
  const waiting = new Map<string, Waiting>()
  const paused = new Map<string, () => void>()
  let stopWatch: (() => void) | undefined

  /** While something is out, an answer must come. */
  const watch = (): void => {
    const oldest = [...waiting.values()].find(({ roomId }) => isOpen(roomId) && !paused.has(roomId))
    if (stopWatch !== undefined || oldest === undefined) return
    stopWatch = clock.after(answerMs, () => {
      stopWatch = undefined
      if (waiting.has(oldest.clientId) && isOpen(oldest.roomId) && !paused.has(oldest.roomId)) dead()
      else watch()
    })
  }
  const drain = (roomId: string): void => {
    if (!isOpen(roomId) || paused.has(roomId)) return
    for (const each of waiting.values()) if (each.roomId === roomId) send(each.frame)
    watch()
  }
  return {
    drain,
    stop: () => {
      stopWatch?.()
      for (const stopPause of paused.values()) stopPause()
    },
    add: (roomId, content, saying) => {
      if (waiting.size >= mostWaiting) return fail({ kind: 'full' })
      const clientId = bytesToHex(random.bytes(16))
      const added = { clientId, roomId, frame: { type: 'message', roomId, content, clientId, ...saying } }
      waiting.set(clientId, added)
      if (isOpen(roomId) && !paused.has(roomId)) send(added.frame)
      watch()
      return ok(added)
    },
    settled: (clientId) => {
      const found = waiting.get(clientId)
      waiting.delete(clientId)
      return found
    },
    refused: ({ code, clientId = '', retryAfter = pauseSeconds }) => {
      const found = waiting.get(clientId)
      if (found === undefined) return undefined
      if (!passing.has(code)) {
        waiting.delete(clientId)
        return found
      }
      const { roomId } = found
      if (paused.has(roomId)) return undefined
      const goOn = (): void => {
        paused.delete(roomId)
        drain(roomId)
      }
      paused.set(roomId, clock.after(millis(retryAfter * 1_000), goOn))
      return undefined
    },
  }
}
