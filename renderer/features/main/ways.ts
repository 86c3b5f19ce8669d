import type { Navigation } from '../../engine/navigation.ts'
import type { Places } from './places.ts'

export interface Ways extends Navigation, Pick<Places, 'goToBlock' | 'goToConversation'> {
  /** `left` is told from now on that the person goes elsewhere. */
  readonly whenLeft: (left: () => void) => void
}

/**
 * Of what is not here nobody hears that it was gone to: a link that waits for another account is tried again and again, and
 * what is open meanwhile stays open.
 */
export function createWays(places: Pick<Places, 'goTo' | 'goToBlock' | 'goToConversation'>): Ways {
  let left = (): void => undefined
  const told = (isThere: boolean): boolean => {
    if (isThere) left()
    return isThere
  }
  return {
    goTo: (conversation, key) => told(places.goTo(conversation, key)),
    goToBlock: (conversation, block) => told(places.goToBlock(conversation, block)),
    goToConversation: (conversation) => told(places.goToConversation(conversation)),
    whenLeft: (listener) => {
      left = listener
    },
  }
}
