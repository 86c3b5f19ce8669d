import { useRemembered } from '../../engine/use-remembered.ts'

export const sendKeys = ['enter', 'mod-enter'] as const
export type SendKey = (typeof sendKeys)[number]

const key = 'composer.enterSends'

/** Of this device: Enter sends, or makes a new line and Ctrl+Enter sends. */
export function useSendKey(): readonly [SendKey, (chosen: SendKey) => void] {
  const [read, write] = useRemembered(key)
  return [read === 'false' ? 'mod-enter' : 'enter', (chosen) => write(String(chosen === 'enter'))]
}
