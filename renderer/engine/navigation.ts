import { createContext, use } from 'react'
import type { ConversationId } from '../../core/protocol/ids.ts'

/** Ways to elsewhere in the app, from wherever something names it. */
export interface Navigation {
  /** To a message, by its key (`keyOf`). False if this person knows no such conversation. */
  readonly goTo: (conversation: ConversationId, key: string) => boolean
  readonly goToConversation: (conversation: ConversationId) => boolean
}

const NavigationContext = createContext<Navigation>({ goTo: () => false, goToConversation: () => false })

export const NavigationProvider = NavigationContext.Provider

export const useNavigation = (): Navigation => use(NavigationContext)
