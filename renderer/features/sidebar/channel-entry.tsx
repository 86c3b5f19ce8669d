import { Hash, Lock } from 'lucide-react'
import type { JSX } from 'react'
import type { NotifyLevel } from '../../../core/protocol/directory.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { classes } from '../../ui/classes.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { Told } from '../unread/told.ts'
import { UnreadMark } from '../unread/unread-mark.tsx'
import { MutedMark } from '../manage/muted-mark.tsx'
import { RefusedMark } from '../manage/refused-mark.tsx'
import styles from './sidebar.module.css'
import { words } from './words.ts'

export interface ListedChannel {
  readonly id: ConversationId
  readonly name: string
  readonly told: Told
  /** Only those who were chosen can read it. */
  readonly isPrivate: boolean
  /** An emoji that stands in place of the sign. */
  readonly icon?: string
  readonly level?: NotifyLevel | undefined
  /** The relay did not make it. */
  readonly refused?: true
  /** Out of the lists of this person. */
  readonly archived?: true
}

interface ChannelEntryProps {
  readonly channel: ListedChannel
  readonly current: boolean
  readonly go: (channel: ConversationId) => void
}

export function ChannelEntry({ channel, current, go }: ChannelEntryProps): JSX.Element {
  const { id, name, told, isPrivate, icon, level, refused } = channel
  return (
    <button
      type="button"
      className={classes(styles.entry, told.unread && styles.unread)}
      aria-current={current ? 'true' : undefined}
      title={name}
      data-conversation={id}
      onClick={() => go(id)}
    >
      {icon === undefined ? (
        <Sign isPrivate={isPrivate} />
      ) : (
        <span className={styles.sign} aria-hidden>
          {icon}
        </span>
      )}
      <span className={styles.name} dir="auto">
        {name}
      </span>
      {isPrivate && <VisuallyHidden>{words.private}</VisuallyHidden>}
      <MutedMark level={level} />
      {refused && <RefusedMark />}
      <UnreadMark told={told} />
    </button>
  )
}

const Sign = ({ isPrivate }: Pick<ListedChannel, 'isPrivate'>): JSX.Element =>
  isPrivate ? <Lock size={15} aria-hidden /> : <Hash size={15} aria-hidden />
