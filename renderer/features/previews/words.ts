import type { PreviewFailure } from '../../../core/bridge/preview-contract.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('previews')

export function previewFailureText(failure: PreviewFailure, host: string): string {
  switch (failure.kind) {
    case 'not-allowed':
      return words.failures.notAllowed(host)
    case 'unreachable':
      return words.failures.unreachable(host)
    case 'nothing-there':
      return words.failures.nothingThere(host)
  }
}
