import { Ellipsis } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useMemberName, useStatusText } from '../../engine/contexts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { FactsLine } from '../../ui/facts-line.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { PersonAvatar } from '../conversation/person-avatar.tsx'
import { useWhereaboutsText } from '../conversation/use-whereabouts.ts'
import { PersonCard } from '../markup/late.ts'
import styles from './manage.module.css'
import { words } from '../managing/words.ts'

interface PersonRowProps {
  readonly workspace: WorkspaceId
  readonly user: UserId
  readonly name: string
  /** What they are here, in words. */
  readonly facts: ReadonlyArray<string>
  /** What this person may do about them. */
  readonly items: ReadonlyArray<MenuItem>
  /** Goes to what is said with them; where that is elsewhere, what this row stands in can close. */
  readonly onGone?: () => void
}

/** Somebody in a list: a press on the name shows who they are, the menu what can be done. */
export function PersonRow({ workspace, user, name, facts, items, onGone }: PersonRowProps): JSX.Element {
  const whereabouts = useWhereaboutsText(user)
  const status = useStatusText(workspace, user)
  // One looks as everywhere else also where the list calls one “You”.
  const ownName = useMemberName(workspace, user) ?? name
  const [card, setCard] = useState<Rect>()
  const [menu, setMenu] = useState<Rect>()
  const notes = [...facts, whereabouts].filter((note) => note !== '')
  return (
    <div className={styles.person}>
      <button
        type="button"
        className={styles.who}
        aria-haspopup="dialog"
        onClick={(event) => setCard(event.currentTarget.getBoundingClientRect())}
      >
        <PersonAvatar name={ownName} id={user} />
        <span className={styles.whoText}>
          <span className={styles.name} dir="auto" title={name}>
            {name}
          </span>
          <span className={styles.note}>
            <FactsLine facts={notes} />
          </span>
          {status !== undefined && (
            <span className={styles.status} dir="auto" title={status}>
              {status}
            </span>
          )}
        </span>
      </button>
      {items.length > 0 && (
        <IconButton
          size="small"
          label={words.actionsFor(name)}
          icon={<Ellipsis size={16} />}
          aria-haspopup="menu"
          aria-expanded={menu !== undefined}
          onClick={(event) => setMenu(event.currentTarget.getBoundingClientRect())}
        />
      )}
      {card !== undefined && (
        <PersonCard
          {...{ workspace, user }}
          anchor={card}
          onClose={() => setCard(undefined)}
          {...(onGone && { onGone })}
        />
      )}
      {menu !== undefined && (
        <Popover anchor={menu} align="end" onClose={() => setMenu(undefined)}>
          <Menu
            label={words.actionsFor(name)}
            items={items.map((item) => ({
              ...item,
              choose: () => {
                setMenu(undefined)
                item.choose()
              },
            }))}
          />
        </Popover>
      )}
    </div>
  )
}
