import { type JSX, useEffect, useRef, useState } from 'react'
import { useReadable } from '../../engine/use-readable.ts'
import { goToSection, type ListedSection, type SectionList } from './section-list.ts'
import styles from './settings-dialog.module.css'
import { words } from './words.ts'

/** The parts of the settings by name: one press goes there, and the one that is read now is marked. */
export function SectionNav({ list }: { readonly list: SectionList }): JSX.Element {
  const all = useReadable(list.all)
  const nav = useRef<HTMLElement>(null)
  const [current, setCurrent] = useState<string>()
  const wentTo = useRef<number>(undefined)
  useEffect(() => {
    const dialog = nav.current?.closest('dialog')
    if (!dialog) return undefined
    // Whoever went to a part is in it until they scroll, though the next one begin in view, or it be too near the end to come up.
    const look = (): void => {
      if (dialog.scrollTop !== wentTo.current) setCurrent(readIn(dialog, list.all.read()))
    }
    dialog.addEventListener('scroll', look, { passive: true })
    return () => dialog.removeEventListener('scroll', look)
  }, [list])
  return (
    <nav ref={nav} className={styles.nav} aria-label={words.sectionsNav}>
      <ul>
        {all.map((section, index) => (
          <li key={section.id}>
            <button
              type="button"
              aria-current={current === undefined ? index === 0 : current === section.id}
              onClick={() => {
                goToSection(section)
                wentTo.current = nav.current?.closest('dialog')?.scrollTop
                setCurrent(section.id)
              }}
            >
              {section.title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The last one that begins in the upper third; at the very end the last of all, which may be too short to get there. */
function readIn(dialog: HTMLElement, all: ReadonlyArray<ListedSection>): string | undefined {
  const isAtEnd = dialog.scrollTop + dialog.clientHeight >= dialog.scrollHeight - 1
  if (isAtEnd && dialog.scrollTop > 0) return all.at(-1)?.id
  const line = dialog.getBoundingClientRect().top + dialog.clientHeight / 3
  return all.findLast(({ heading }) => heading.getBoundingClientRect().top <= line)?.id
}
