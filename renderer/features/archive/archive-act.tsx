import type { JSX } from 'react'
import { Button } from '../../ui/button.tsx'
import type { Subject } from '../conversation/subject.ts'
import { archivableOf } from './archivable.ts'
import { useSetArchived } from './use-set-archived.ts'
import { words } from './words.ts'

/** Beside what a conversation is about; nothing where it cannot be archived. */
export function ArchiveAct({ subject }: { readonly subject: Subject }): JSX.Element | null {
  const setArchived = useSetArchived()
  const of = archivableOf(subject)
  if (of === undefined) return null
  return (
    <Button onClick={() => void setArchived(of, !of.isArchived)}>
      {of.isArchived ? words.takeOut : words.archive}
    </Button>
  )
}
