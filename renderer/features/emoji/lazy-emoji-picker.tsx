import { type JSX, lazy, Suspense } from 'react'
import styles from './lazy-emoji-picker.module.css'
import { words } from './words.ts'

const EmojiPicker = lazy(() =>
  import('./emoji-picker.tsx').then((module) => ({ default: module.EmojiPicker })),
)

/** Put it in a `Popover`. It has its size before it is there, so that the box stands where it will stand. */
export function LazyEmojiPicker({ choose }: { readonly choose: (emoji: string) => void }): JSX.Element {
  return (
    <Suspense fallback={<p className={styles.opening}>{words.opening}</p>}>
      <EmojiPicker choose={choose} />
    </Suspense>
  )
}
