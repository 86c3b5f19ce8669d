import type { JSX } from 'react'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useEngine, useMemberName } from '../../engine/contexts.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { useConversation } from '../conversation/conversation-context.tsx'
import { useWhereaboutsText } from '../conversation/use-whereabouts.ts'
import styles from './person-card.module.css'
import { words } from './words.ts'

interface PersonCardProps {
  readonly user: UserId
  readonly anchor: Rect
  readonly onClose: () => void
}

/** Who somebody is: the name now, and the user name, which nobody else has. */
export function PersonCard({ user, anchor, onClose }: PersonCardProps): JSX.Element {
  const { workspace, self } = useConversation()
  const name = useMemberName(workspace, user) ?? words.someone
  const whereabouts = useWhereaboutsText(user)
  const username = useEngine().member(workspace, user)?.username
  return (
    <Popover anchor={anchor} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a dialog element would be a second top layer */}
      <div role="dialog" aria-label={words.card(name)} className={styles.card}>
        <Avatar name={name} id={user} />
        <div className={styles.text}>
          <span className={styles.name} dir="auto">
            {name}
          </span>
          <span className={styles.note}>
            {username === undefined ? words.notMember : words.mention(username)}
          </span>
          {whereabouts !== '' && <span className={styles.note}>{whereabouts}</span>}
          {user === self && <span className={styles.note}>{words.isYou}</span>}
        </div>
      </div>
    </Popover>
  )
}
