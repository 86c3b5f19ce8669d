/** Asks for the name of a section: in front of all, for the sidebar comes and goes with the width of the window, and what is typed would go with it. */
import { createContext, use } from 'react'
import type { Section } from '../../../core/engine/personal/arrangement.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'

export interface SectionQuestion {
  /** What gets another name; left out for a new one. */
  readonly section?: Section
  /** What goes into the new one. */
  readonly conversation?: ConversationId
}

export type AskSection = (question: SectionQuestion) => void

const AskSectionContext = createContext<AskSection>(() => undefined)

export const AskSectionProvider = AskSectionContext.Provider
export const useAskSection = (): AskSection => use(AskSectionContext)
