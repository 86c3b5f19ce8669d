import type { JSX } from 'react'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './protection-dialog.module.css'
import { words as trustWords } from '../trust/words.ts'
import { words } from './words.ts'

/** What sealed conversations promise, and where the promise ends. */
export function ProtectionDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  return (
    <Dialog title={trustWords.protection} size="wide" onClose={onClose}>
      <div className={styles.page}>
        <p>{words.claims.intro}</p>
        <h3>{words.claims.protectsTitle}</h3>
        <Terms entries={words.claims.protects} />
        <h3>{words.claims.limitsTitle}</h3>
        <Terms entries={words.claims.limits} />
      </div>
    </Dialog>
  )
}

function Terms({ entries }: { readonly entries: ReadonlyArray<readonly [string, string]> }): JSX.Element {
  return (
    <dl className={styles.terms}>
      {entries.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
