import type { JSX } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { rememberedFor } from '../../platform/remembered.ts'
import { ReadBackupDialog } from './read-dialog.tsx'
import { madeKey } from './use-back-up.ts'

/** Whether a backup opens, and whether a newer one was made here. */
export function CheckBackupDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { remembered } = usePage()
  const { user } = usePerson().account
  const made = Number(rememberedFor(remembered, user).read(madeKey) ?? 0)
  return <ReadBackupDialog does="check" open={{ user, made }} onClose={onClose} />
}
