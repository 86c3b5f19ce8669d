import type { JSX } from 'react'
import { saveFile } from '../../platform/save-file.ts'
import { Button } from '../../ui/button.tsx'
import styles from './crash-report.module.css'
import { words } from './words.ts'

/** Shown before anything is done with it, and nothing is but what the person does. */
export function CrashReport({ text }: { readonly text: string }): JSX.Element {
  return (
    <section className={styles.report}>
      <h2>{words.reportTitle}</h2>
      <p className={styles.note}>{words.reportNote}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is to be reached by the keyboard */}
      <pre className={styles.text} tabIndex={0} dir="ltr">
        {text}
      </pre>
      <Button onClick={() => saveFile(words.fileName, text)}>{words.save}</Button>
    </section>
  )
}
