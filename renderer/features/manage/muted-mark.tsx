import { BellOff } from 'lucide-react'
import type { JSX } from 'react'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { Leveled } from './leveled.ts'
import { words } from './words.ts'

/** Behind the name of a conversation of which one is told nothing. */
export function MutedMark({ level }: { readonly level: Leveled['level'] | undefined }): JSX.Element | null {
  if (level !== 'none') return null
  return (
    <>
      <BellOff size={14} aria-hidden />
      <VisuallyHidden>{words.muted}</VisuallyHidden>
    </>
  )
}
