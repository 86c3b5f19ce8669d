import { X } from 'lucide-react'
import { type JSX, useEffect, useRef, useState } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { unsentKey } from '../attachments/page-files.ts'
import styles from './unfinished.module.css'
import { words } from './words.ts'

/** Files waited here to be sent when the page that had them ended, and they with it: how many, until the person has read it. */
export function UnsentNote({ place }: { readonly place: string }): JSX.Element | null {
  const { remembered } = usePage()
  const key = unsentKey(place)
  const [lost, setLost] = useState(0)
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let isOver = false
    void navigator.locks.query().then(({ held = [] }) => {
      const isElsewhere = held.some(({ name }) => name === key)
      if (!isOver && !isElsewhere) setLost(Number(remembered.read(key)))
    })
    return () => {
      isOver = true
    }
  }, [key, remembered])
  if (!(lost > 0)) return null
  const dismiss = (): void => {
    note.current?.parentElement?.querySelector('textarea')?.focus()
    remembered.write(key, '')
    setLost(0)
  }
  return (
    <div ref={note} role="alert" className={styles.note}>
      <span>{words.unsent(lost)}</span>
      <IconButton size="small" label={uiWords.dismiss} icon={<X size={15} />} onClick={dismiss} />
    </div>
  )
}
