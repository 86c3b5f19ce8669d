import { Lock } from 'lucide-react'
import type { JSX } from 'react'
import type { PolicyEntry } from '../../../core/policy/resolve.ts'
import styles from './policy.module.css'
import { words } from './words.ts'

/** Under a setting that is locked: by whom. Nothing under one that is not. */
export function ManagedNote({ entry }: { readonly entry: PolicyEntry<unknown> }): JSX.Element | null {
  const text = managedText(entry)
  if (text === undefined) return null
  return (
    <span className={styles.note}>
      <Lock size={14} aria-hidden />
      {text}
    </span>
  )
}

function managedText({ isLocked, setBy }: PolicyEntry<unknown>): string | undefined {
  if (!isLocked) return undefined
  return setBy?.layer === 'user-mandatory' ? words.byOrganisationForYou : words.byOrganisation
}
