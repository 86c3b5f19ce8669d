import { Hash, Lock } from 'lucide-react'
import type { JSX } from 'react'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { classes } from '../../ui/classes.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { Told } from '../unread/told.ts'
import { UnreadMark } from '../unread/unread-mark.tsx'
import styles from './sidebar.module.css'
import { words } from './words.ts'

export interface ListedChannel {
  readonly id: ConversationId
  readonly name: string
  readonly told: Told
  /** Sealed: only those who were chosen can read it. */
  readonly isPrivate: boolean
}

interface ChannelEntryProps {
  readonly channel: ListedChannel
  readonly current: boolean
  readonly go: (channel: ConversationId) => void
}

export function ChannelEntry({ channel, current, go }: ChannelEntryProps): JSX.Element {
  const { id, name, told, isPrivate } = channel
  return (
    <button
      type="button"
      className={classes(styles.entry, told.unread && styles.unread)}
      aria-current={current ? 'true' : undefined}
      title={name}
      data-conversation={id}
      onClick={() => go(id)}
    >
      {isPrivate ? <Lock size={15} aria-hidden /> : <Hash size={15} aria-hidden />}
      <span className={styles.name} dir="auto">
        {name}
      </span>
      {isPrivate && <VisuallyHidden>{words.private}</VisuallyHidden>}
      <UnreadMark told={told} />
    </button>
  )
}
