import { maxTextLength } from '../../../core/conversation/limits.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import type { Subject } from '../conversation/subject.ts'

/** How many characters a message may have there. The relay has a say only of what it reads. */
export function useLongest(subject: Subject | undefined): number {
  const allowed = useReadable(usePage().messageLimit.longest)
  return subject === undefined || subject.kind === 'sealed' ? maxTextLength : allowed
}
