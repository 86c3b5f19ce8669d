import { BadgeCheck, ShieldAlert, ShieldQuestion } from 'lucide-react'
import type { JSX } from 'react'
import type { Verification } from '../../../core/bridge/trust.ts'
import styles from './verified-mark.module.css'
import { verificationText } from './words.ts'

/** How far a person's key is known to be theirs: by shape and word as well as by colour. */
export function VerifiedMark({ verification }: { readonly verification: Verification }): JSX.Element | null {
  if (verification.kind === 'self') return null
  return (
    <span className={styles.mark} data-kind={verification.kind}>
      <MarkIcon kind={verification.kind} />
      {verificationText(verification)}
    </span>
  )
}

function MarkIcon({ kind }: { readonly kind: Exclude<Verification['kind'], 'self'> }): JSX.Element {
  switch (kind) {
    case 'verified':
      return <BadgeCheck size={14} aria-hidden />
    case 'distrusted':
      return <ShieldAlert size={14} aria-hidden />
    case 'unverified':
    case 'changed':
      return <ShieldQuestion size={14} aria-hidden />
  }
}
