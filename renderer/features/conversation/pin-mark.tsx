import { Pin as PinIcon } from 'lucide-react'
import type { JSX } from 'react'
import type { Pin } from '../../../core/conversation/message.ts'
import { useMemberName } from '../../engine/contexts.tsx'
import { useConversation } from './conversation-context.tsx'
import styles from './thread-mark.module.css'
import { words } from './words.ts'

/** The line below a message that says who pinned it. */
export function PinMark({ pin }: { readonly pin: Pin }): JSX.Element {
  const { workspace } = useConversation()
  const name = useMemberName(workspace, pin.by) ?? words.someone
  return (
    <p className={styles.pin} dir="auto">
      <PinIcon size={12} aria-hidden />
      {words.pinnedBy(name)}
    </p>
  )
}
