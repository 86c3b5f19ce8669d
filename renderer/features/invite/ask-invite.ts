/** Asks whom to invite, in front of all: undefined for who may not. */
import { createContext, use } from 'react'

const AskInviteContext = createContext<(() => void) | undefined>(undefined)

export const AskInviteProvider = AskInviteContext.Provider
export const useAskInvite = (): (() => void) | undefined => use(AskInviteContext)
