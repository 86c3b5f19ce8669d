import { type JSX, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { classes } from '../../ui/classes.ts'
import { maxRanges, rangesAround, readWritten } from '../markup/written-markup.ts'
import box from './composer.module.css'
import styles from './formatted-text.module.css'
import { paintLooks } from './paint-looks.ts'
import { placeInView } from './place-in-view.ts'

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
  const isPart = ranges.length > maxRanges
  const [place, setPlace] = useState(0)
  const drawn = useMemo(() => rangesAround(ranges, place), [ranges, place])
  useLayoutEffect(() => {
    const letters = layer.current?.firstChild
    return letters instanceof Text ? paintLooks(letters, drawn) : undefined
  }, [drawn])
  useLayoutEffect(() => {
    const over = input.current
    const follow = (): void => {
      if (layer.current === null || over === null) return
      layer.current.scrollTop = over.scrollTop
      if (isPart) setPlace(placeInView(layer.current))
    }
    follow()
    over?.addEventListener('scroll', follow, { passive: true })
    return () => over?.removeEventListener('scroll', follow)
  }, [input, isPlain, isPart])
  return isPlain ? null : (
    <div ref={layer} className={classes(box.input, styles.layer)} dir="auto" aria-hidden inert>
      {/* Of a new line at the end nothing would be seen here, but its line in the box. */}
      {`${said}\n`}
    </div>
  )
}
