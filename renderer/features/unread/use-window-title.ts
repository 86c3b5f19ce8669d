import { useEffect } from 'react'
import { useCounts } from './use-told.ts'
import { words } from './words.ts'

/** As long as nothing is in view. */
const app = document.title

/** What the window is called: what is in view, and before it how much waits for the person anywhere. */
export function useWindowTitle(title: string): void {
  const { count } = useCounts().all
  useEffect(() => {
    document.title = count === 0 ? title : words.windowTitle(words.number(count), title)
  }, [title, count])
  useEffect(
    () => () => {
      document.title = app
    },
    [],
  )
}
