import { type JSX, useRef, useState } from 'react'
import { lateCode, useLateCode } from '../../ui/late.tsx'
import { EmojiSearch } from './emoji-search.tsx'
import { loadEmojis } from './load-emojis.ts'
import styles from './lazy-emoji-picker.module.css'
import { words } from './words.ts'

interface PickerProps {
  readonly choose: (emoji: string) => void
}

const picker = lateCode(async () => {
  const loading = loadEmojis()
  const { EmojiPicker } = await import('./emoji-picker.tsx')
  return { EmojiPicker, emojis: await loading }
})

/** Put it in a `Popover`. It has its size before it is there, so that the box stands where it will stand, and takes what is typed meanwhile. */
export function LazyEmojiPicker({ choose }: PickerProps): JSX.Element {
  const [typed, setTyped] = useState('')
  const code = useLateCode(picker)
  if (code === undefined) return <Opening typed={typed} setTyped={setTyped} />
  return <code.EmojiPicker initial={typed} emojis={code.emojis} choose={choose} />
}

interface OpeningProps {
  readonly typed: string
  readonly setTyped: (typed: string) => void
}

/** Its box alone: else what is typed behind the key that opens it would be keys of the message. */
function Opening({ typed, setTyped }: OpeningProps): JSX.Element {
  const box = useRef<HTMLInputElement>(null)
  return (
    <div className={styles.opening}>
      <EmojiSearch ref={box} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      <p>{words.opening}</p>
    </div>
  )
}
