import { type JSX, useSyncExternalStore } from 'react'
import type { OpId } from '../../../core/protocol/ids.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { shortName } from '../../ui/short-name.ts'
import { useConversation } from './conversation-context.tsx'
import styles from './thread-mark.module.css'
import { words } from './words.ts'

const namesShown = 3

/** The line below a message that says how many have replied to it in a thread, and who. */
export function ThreadMark({ root }: { readonly root: OpId }): JSX.Element | undefined {
  const { model, workspace } = useConversation()
  const engine = useEngine()
  const thread = useSyncExternalStore(model.rows.listen, () => model.thread(root))
  if (thread === undefined) return undefined
  const { replies, participants } = thread
  const names = participants
    .slice(0, namesShown)
    .map((user) => shortName(engine.member(workspace, user)?.name ?? words.someone))
  const others = participants.length - names.length
  return (
    <p className={styles.thread} dir="auto">
      {words.repliesBy(replies.length, others > 0 ? [...names, words.andOthers(others)] : names)}
    </p>
  )
}
