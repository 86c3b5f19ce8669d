/**
 * A modal dialog makes all that is outside of it inert: what is said meanwhile has to stand in the one on top, or it is neither heard
 * nor can be pressed.
 */
import { createContext, type RefObject, use, useLayoutEffect } from 'react'
import type { Cell } from '../../core/base/readable.ts'

/** Those that are open, the one on top last. */
export type Modals = Cell<ReadonlyArray<HTMLElement>>

const ModalsContext = createContext<Modals | undefined>(undefined)

export const ModalsProvider = ModalsContext.Provider
export const useModals = (): Modals | undefined => use(ModalsContext)

/** Tells that this is a modal, as long as it is open. */
export function useModalPlace(modal: RefObject<HTMLElement | null>, isOpen = true): void {
  const modals = useModals()
  useLayoutEffect(() => {
    const { current } = modal
    if (!isOpen || current === null || modals === undefined) return undefined
    modals.write([...modals.read(), current])
    return () => modals.write(modals.read().filter((each) => each !== current))
  }, [modal, isOpen, modals])
}
