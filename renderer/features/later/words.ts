import type { SetFailure } from '../../../core/engine/personal/settings.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('later')

export function setFailureText(failure: SetFailure): string {
  switch (failure.kind) {
    case 'too-long':
      return words.tooLong(failure.length - failure.limit)
    case 'too-many':
      return words.tooMany(failure.limit)
  }
}
