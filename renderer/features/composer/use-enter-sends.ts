import { usePage } from '../../engine/contexts.tsx'
import type { Remembered } from '../../platform/remembered.ts'

const key = 'composer.enterSends'

export const sendKeys = ['enter', 'mod-enter'] as const

/** Chosen in the settings of this device: Enter sends, or makes a new line and Ctrl+Enter sends. */
export const enterSends = (remembered: Remembered): boolean => remembered.read(key) !== 'false'
export const setEnterSends = (remembered: Remembered, on: boolean): void => remembered.write(key, String(on))

export const useEnterSends = (): boolean => enterSends(usePage().remembered)
