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

/** Why one was refused stands under it. */
export function deliveryText(delivery: Exclude<Delivery, { kind: 'refused' }>): string {
  switch (delivery.kind) {
    case 'queued':
      return words.queued
    case 'relay':
      return words.onServer
    case 'arrived':
      return words.delivered
    case 'read':
      return words.read
  }
}
