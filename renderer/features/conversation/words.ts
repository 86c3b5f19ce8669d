import type { RefuseCode } from '../../../core/protocol/codes.ts'
import type { Delivery } from '../../../core/engine/engine.ts'
import { wordsOf } from '../../languages/spoken.ts'
import type { Quest } from './quest.ts'

export const words = wordsOf('conversation')

export function questText(kind: Quest['kind']): string | undefined {
  switch (kind) {
    case 'there':
    case 'shown':
      return undefined
    case 'seeking':
    case 'not-there':
    case 'unreachable':
      return words.quests[kind]
  }
}

/** `isClosed`: nobody may write there, or this person may not; why is said below it. */
export function deliveryText(delivery: Delivery, isClosed = false): string {
  switch (delivery.kind) {
    case 'queued':
      return words.queued
    case 'relay':
      return words.onServer
    case 'arrived':
      return words.delivered
    case 'refused':
      return isClosed && delivery.code === 'forbidden' ? words.refusals.closed : refusalText(delivery.code)
  }
}

function refusalText(code: RefuseCode): string {
  switch (code) {
    case 'malformed':
    case 'invalid':
      return words.refusals.unacceptable
    case 'clock':
    case 'counter':
    case 'claimed':
      return words.refusals.displaced
    case 'forbidden':
    case 'unknown-conversation':
    case 'stale-epoch':
    case 'not-linked':
    case 'key-changed':
    case 'by-policy':
    case 'not-verified':
    case 'rate-limited':
    case 'unavailable':
      return words.refusals[code]
  }
}
