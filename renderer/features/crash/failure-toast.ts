import type { Toasts } from '../../ui/toasts.ts'
import { words } from './words.ts'

/** Says that something failed of which no part of the screen tells (DT19): once, as long as that stands there. */
export function createFailureToast(toasts: Pick<Toasts, 'say'>): () => void {
  let isSaid = false
  return () => {
    if (isSaid) return
    isSaid = true
    toasts.say({
      text: words.failed,
      done: () => {
        isSaid = false
      },
    })
  }
}
