/** Whom the message around speaks of, and whose it is, for the texts in it. */
import { createContext, use } from 'react'
import type { UserId } from '../../../core/protocol/ids.ts'
import type { Written } from './mentions.ts'

export interface SpokenOf {
  readonly written: Written
  readonly author?: UserId
}

const SpokenOfContext = createContext<SpokenOf>({ written: new Map() })

export const SpokenOfProvider = SpokenOfContext.Provider
export const useSpokenOf = (): SpokenOf => use(SpokenOfContext)
