import type { JSX } from 'react'
import { useNames } from '../../engine/contexts.tsx'
import { momentText } from '../../ui/times.ts'
import { usePinned } from '../conversation/use-pinned.ts'
import type { PanelProps } from './panel-props.ts'
import styles from './side-panel.module.css'
import { words } from './words.ts'

/** The pinned messages; the way to one loads what lies between. */
export function PinnedPanel({ model, workspace }: PanelProps<'pinned'>): JSX.Element {
  const pinned = usePinned(model)
  const nameOf = useNames(workspace.id, words)
  return (
    <div className={styles.content}>
      {pinned.length === 0 && <p className={styles.none}>{words.nothingPinned}</p>}
      <ul className={styles.list}>
        {pinned.map(({ key, author, at, text }) => (
          <li key={key}>
            <button type="button" className={styles.entry} onClick={() => model.seek(key)}>
              <span className={styles.fact} dir="auto">
                {words.by(nameOf(author), momentText(at.time))}
              </span>
              <span className={styles.text} dir="auto">
                {text === '' ? words.files : text}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
