import { type JSX, lazy, Suspense } from 'react'
import { loadEmojis } from './load-emojis.ts'
import styles from './lazy-emoji-picker.module.css'
import { words } from './words.ts'

interface PickerProps {
  readonly choose: (emoji: string) => void
}

const EmojiPicker = lazy(async () => {
  const loading = loadEmojis()
  const { EmojiPicker: Picker } = await import('./emoji-picker.tsx')
  const emojis = await loading
  return { default: ({ choose }: PickerProps) => <Picker emojis={emojis} choose={choose} /> }
})

/** Put it in a `Popover`. It has its size before it is there, so that the box stands where it will stand. */
export function LazyEmojiPicker({ choose }: PickerProps): JSX.Element {
  return (
    <Suspense fallback={<p className={styles.opening}>{words.opening}</p>}>
      <EmojiPicker choose={choose} />
    </Suspense>
  )
}
