import { useMemo } from 'react'
import type { Toasts } from '../ui/toasts.ts'
import { words } from '../ui/words.ts'
import { usePage } from './contexts.tsx'

/** Puts a text on the system's clipboard and resolves to whether it is there; if it is not, the person is told, and what to do. */
export type Copy = (text: string) => Promise<boolean>

export function useCopy(): Copy {
  const { toasts } = usePage()
  return useMemo(() => createCopy(toasts), [toasts])
}

/** Systems refuse it to a window without the focus, and by policy. */
const createCopy =
  ({ say }: Pick<Toasts, 'say'>): Copy =>
  async (text) => {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      say({ text: words.notCopied })
      return false
    }
  }
