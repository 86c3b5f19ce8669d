import { type JSX, useEffect, useRef } from 'react'
import { useConversation } from './conversation-context.tsx'
import styles from './day-mark.module.css'
import { words } from './words.ts'

/** The line above the first message that was unread when the person came. */
export function NewMark(): JSX.Element {
  const { model } = useConversation()
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Rows stand in the list before they come into view.
    const observer = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) model.beenAtNew()
    })
    if (line.current !== null) observer.observe(line.current)
    return () => observer.disconnect()
  }, [model])
  return (
    <div ref={line} className={styles.new}>
      <span>{words.newLine}</span>
    </div>
  )
}
