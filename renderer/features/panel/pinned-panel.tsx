import type { JSX } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { useNames } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { momentText } from '../../ui/times.ts'
import { pinnedIn } from '../conversation/pinned.ts'
import { keyOf } from '../conversation/rows.ts'
import type { PanelProps } from './panel-props.ts'
import styles from './side-panel.module.css'
import { words } from './words.ts'

/** The pinned messages among those that are loaded; further back on demand. */
export function PinnedPanel({ model, workspace }: PanelProps<'pinned'>): JSX.Element {
  const messages = useSlice(model.open.view, (view) => view.messages)
  const before = useSlice(model.open.view, (view) => view.before)
  const pinned = pinnedIn(messages)
  const nameOf = useNames(workspace.id, words)
  const entry = (message: ShownMessage): JSX.Element => (
    <li key={keyOf(message)}>
      <button type="button" className={styles.entry} onClick={() => model.seek(keyOf(message))}>
        <span className={styles.fact} dir="auto">
          {words.by(nameOf(message.author), momentText(message.at.time))}
        </span>
        <span className={styles.text} dir="auto">
          {message.text === '' ? words.files : message.text}
        </span>
      </button>
    </li>
  )
  return (
    <div className={styles.content}>
      {pinned.length === 0 && <p className={styles.none}>{words.nothingPinned}</p>}
      <ul className={styles.list}>{pinned.map(entry)}</ul>
      {before !== 'beginning' && (
        <Button disabled={before === 'loading'} onClick={() => void model.open.loadOlder()}>
          {words.lookFurther}
        </Button>
      )}
    </div>
  )
}
