import { type JSX, type RefObject, useLayoutEffect, useMemo, useRef } from 'react'
import { classes } from '../../ui/classes.ts'
import { readWritten } from '../markup/written-markup.ts'
import box from './composer.module.css'
import styles from './formatted-text.module.css'
import { paintLooks } from './paint-looks.ts'

interface FormattedTextProps {
  readonly input: RefObject<HTMLTextAreaElement | null>
  readonly text: string
}

/** What is written, as it will look, behind the box, whose own letters cannot be seen meanwhile (CP10). */
export function FormattedText({ input, text }: FormattedTextProps): JSX.Element | null {
  const layer = useRef<HTMLDivElement>(null)
  const said = text.replaceAll(/\r\n?/gu, '\n')
  const ranges = useMemo(() => readWritten(said), [said])
  const isPlain = ranges.length === 0
  useLayoutEffect(() => {
    const letters = layer.current?.firstChild
    return letters instanceof Text ? paintLooks(letters, ranges) : undefined
  }, [ranges])
  useLayoutEffect(() => {
    const over = input.current
    const follow = (): void => {
      if (layer.current !== null && over !== null) layer.current.scrollTop = over.scrollTop
    }
    follow()
    over?.addEventListener('scroll', follow, { passive: true })
    return () => over?.removeEventListener('scroll', follow)
  }, [input, isPlain])
  return isPlain ? null : (
    <div ref={layer} className={classes(box.input, styles.layer)} dir="auto" aria-hidden inert>
      {/* Of a new line at the end nothing would be seen here, but its line in the box. */}
      {`${said}\n`}
    </div>
  )
}
