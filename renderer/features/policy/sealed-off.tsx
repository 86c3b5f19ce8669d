import { Lock } from 'lucide-react'
import type { JSX } from 'react'
import { Panel } from '../../ui/panel.tsx'
import styles from './policy.module.css'
import { words } from './words.ts'

/** Stands where one writes in a sealed conversation that the organisation lets nobody write in. */
export function SealedOff(): JSX.Element {
  return (
    <div className={styles.closed}>
      <Panel icon={<Lock size={20} />} title={words.sealedOffTitle}>
        <p>{words.sealedOff}</p>
      </Panel>
    </div>
  )
}
