import { usePage } from '../../engine/contexts.tsx'

/** Chosen in the settings of this device: Enter sends, or makes a new line and Ctrl+Enter sends. */
export const useEnterSends = (): boolean => usePage().remembered.read('composer.enterSends') !== 'false'
