import { type JSX, type ReactNode, use, useId, useLayoutEffect, useRef } from 'react'
import { SectionListContext } from './section-list.ts'
import styles from './settings-dialog.module.css'

interface SectionProps {
  readonly title: string
  readonly children: ReactNode
}

/** One part of the settings, under its heading and called by it. */
export function Section({ title, children }: SectionProps): JSX.Element {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const list = use(SectionListContext)
  useLayoutEffect(
    () => (heading.current === null ? undefined : list?.add({ id, title, heading: heading.current })),
    [list, id, title],
  )
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 ref={heading} id={id} tabIndex={-1}>
        {title}
      </h3>
      {children}
    </section>
  )
}
