import { MessageCircle } from 'lucide-react'
import type { JSX } from 'react'
import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine, useMemberName, usePage, useStatusText } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { PersonAvatar } from '../conversation/person-avatar.tsx'
import { useWhereaboutsText } from '../conversation/use-whereabouts.ts'
import { endText, words as ownWords } from '../own/words.ts'
import { useWriteTo } from '../people/use-write-to.ts'
import styles from './person-card.module.css'
import { words } from './words.ts'

interface PersonCardProps {
  readonly workspace: WorkspaceId
  readonly user: UserId
  readonly anchor: Rect
  readonly onClose: () => void
  /** The person goes to another conversation. */
  readonly onGone?: () => void
}

/** Who somebody is: the name now, what they say of how they are, the user name, which nobody else has, whether they are there; and the way to write to them. */
export function PersonCard({ workspace, user, anchor, onClose, onGone }: PersonCardProps): JSX.Element {
  const engine = useEngine()
  const { clock } = usePage()
  useReadable(engine.directory)
  const name = useMemberName(workspace, user) ?? words.someone
  const member = engine.member(workspace, user)
  const whereabouts = useWhereaboutsText(user)
  const status = useStatusText(workspace, user)
  const writeTo = useWriteTo(workspace)
  const isSelf = user === engine.self
  const until = member?.statusUntil
  const notes = [
    until === undefined ? '' : ownWords.untilTime(endText(until, clock.now())),
    member?.username === undefined ? words.notMember : words.mention(member.username),
    member === undefined ? '' : words.roles[member.role],
    isSelf ? words.isYou : whereabouts,
  ].filter((note) => note !== '')
  return (
    <Popover anchor={anchor} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a dialog element would be a second top layer */}
      <div role="dialog" tabIndex={-1} data-autofocus aria-label={words.card(name)} className={styles.card}>
        <PersonAvatar name={name} id={user} />
        <div className={styles.text}>
          <span className={styles.name} dir="auto">
            {name}
          </span>
          {status !== undefined && (
            <span className={styles.status} dir="auto">
              {status}
            </span>
          )}
          {notes.map((note) => (
            <span key={note} className={styles.note}>
              {note}
            </span>
          ))}
        </div>
        {writeTo !== undefined && member?.username !== undefined && (
          <Button
            className={styles.write}
            onClick={() => {
              onClose()
              onGone?.()
              void writeTo(user)
            }}
          >
            <MessageCircle size={15} aria-hidden />
            {isSelf ? words.notes : words.message}
          </Button>
        )}
      </div>
    </Popover>
  )
}
