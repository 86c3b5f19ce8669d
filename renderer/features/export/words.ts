import type { SaveFailure } from '../../../core/bridge/saves-contract.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('exporting')

export function saveFailureText(failure: SaveFailure): string {
  switch (failure.kind) {
    case 'cancelled':
      return words.cancelled
    case 'disk-full':
      return words.diskFull
    case 'disk':
      return words.disk(failure.detail)
  }
}
