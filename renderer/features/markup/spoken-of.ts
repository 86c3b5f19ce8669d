/** Whom the message around speaks of, for the texts in it. */
import { createContext, use } from 'react'
import type { Written } from './mentions.ts'

const nobody: Written = new Map()
const SpokenOfContext = createContext<Written>(nobody)

export const SpokenOfProvider = SpokenOfContext.Provider
export const useSpokenOf = (): Written => use(SpokenOfContext)
