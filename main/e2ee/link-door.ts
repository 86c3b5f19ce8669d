/**
 * The relay's mailbox as both sides of linking use it: a few slots of the person, named so that both find them. The new device
 * takes the first that nobody has used, the old one looks into all.
 */
import { bytesToHex, concatBytes } from '../../core/base/bytes.ts'
import { type Clock, millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { Primitives } from '../../core/e2ee/primitives.ts'
import { idBytes, idToBytes, type UserId } from '../../core/protocol/ids.ts'
import { linkSlotMs } from '../../core/protocol/keys-api.ts'
import { tagBytes } from '../../core/sealed/signed-text.ts'
import type { ApiFailure } from '../sign-in/ask.ts'
import type { AskKeys } from './relay-keys.ts'

/** As many as the relay keeps for one person. */
const slotCount = 4
const slotTag = tagBytes('tidings/v1/link-slot')
/** After an answer that brings nothing, and after none. */
const pauseMs = 250
const retryMs = 1_500

/** One linking, from its begin to its end on this device. */
export interface LinkRun {
  readonly isOver: () => boolean
  /** Ends it; `expired` is not called any more. */
  readonly end: () => void
}

export interface LinkDoor {
  readonly slots: ReadonlyArray<string>
  /** Ends after as long as the relay keeps a slot. */
  readonly begin: (expired: () => void) => LinkRun
  readonly post: (slot: string, message: Uint8Array) => Promise<Result<number, ApiFailure>>
  /** Hands over each message of a slot, oldest first, until the run is over or `take` answers false. */
  readonly watch: (
    run: LinkRun,
    slot: string,
    take: (message: Uint8Array, number: number) => Promise<boolean>,
  ) => Promise<void>
  readonly pause: (ms: number) => Promise<void>
}

export interface LinkDoorDeps {
  readonly user: UserId
  readonly primitives: Primitives
  readonly clock: Clock
  readonly ask: AskKeys
}

export function createLinkDoor({ user, primitives, clock, ask }: LinkDoorDeps): LinkDoor {
  const slotOf = (_: unknown, number: number): string => {
    const text = concatBytes(slotTag, idToBytes(user), Uint8Array.of(number))
    return bytesToHex(primitives.sha256(text).subarray(0, idBytes))
  }
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(millis(ms), resolve))
  return {
    slots: Array.from({ length: slotCount }, slotOf),
    begin: (expired) => {
      let isOver = false
      const cancel = clock.after(millis(linkSlotMs), () => {
        isOver = true
        expired()
      })
      return {
        isOver: () => isOver,
        end: () => {
          isOver = true
          cancel()
        },
      }
    },
    post: (slot, message) => ask((keys, token) => keys.postLink(token, slot, message)),
    watch: async (run, slot, take) => {
      let after = 0
      while (!run.isOver()) {
        const answer = await ask((keys, token) => keys.linkMessages(token, slot, after))
        const messages = answer.ok ? answer.value : []
        for (const { number, message } of messages) {
          if (run.isOver() || !(await take(message, number))) return
          after = Math.max(after, number)
        }
        if (messages.length === 0) await pause(answer.ok ? pauseMs : retryMs)
      }
    },
    pause,
  }
}
