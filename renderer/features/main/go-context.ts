import { createContext, use } from 'react'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'

/** Goes to a conversation, as `Places.go` does. */
export type Go = (workspace: WorkspaceId, conversation: ConversationId) => void

const GoContext = createContext<Go>(() => undefined)

export const GoProvider = GoContext.Provider
export const useGo = (): Go => use(GoContext)
