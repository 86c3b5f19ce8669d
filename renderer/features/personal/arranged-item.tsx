import { Ellipsis, PencilLine } from 'lucide-react'
import { type DragEvent, type JSX, type MouseEvent, type ReactNode, useState } from 'react'
import { type Home, placed, placedBehind } from '../../../core/engine/personal/arrangement.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './personal.module.css'
import { useUnfinished } from '../unfinished/use-unfinished.ts'
import { useAskSection } from './ask-section.ts'
import { conversationDrag, isLowerHalf } from './drag.ts'
import { useChanging, useDrafts } from './use-personal.ts'
import type { ItemMenuProps } from './item-menu.tsx'
import { ItemMenu } from './late.ts'
import { words } from './words.ts'

interface ArrangedItemProps {
  readonly workspace: WorkspaceId
  readonly conversation: ConversationId
  readonly name: string
  /** Where it is shown; undefined among those that nobody has arranged. */
  readonly home?: Home
  /** The entry itself. */
  readonly children: ReactNode
}

/** A conversation in the sidebar that can be arranged: by its menu, the menu key, or by dragging. */
export function ArrangedItem({
  workspace,
  conversation,
  name,
  home,
  children,
}: ArrangedItemProps): JSX.Element {
  const [menu, setMenu] = useState<Pick<ItemMenuProps, 'anchor' | 'place'>>()
  const askSection = useAskSection()
  const [over, setOver] = useState<'before' | 'behind'>()
  const isUnfinished = useUnfinished(conversation)
  const hasDraft = useDrafts(workspace).has(conversation) || isUnfinished
  const { change } = useChanging(workspace)
  const { ready } = useEngine()
  const openMenu = ({ currentTarget }: MouseEvent): void =>
    setMenu({
      anchor: currentTarget.getBoundingClientRect(),
      place: currentTarget.closest('nav') ?? document.body,
    })
  const dropped = (event: DragEvent): void => {
    setOver(undefined)
    const moved = conversationDrag.from(event)
    if (moved === undefined || home === undefined || moved === conversation) return
    event.preventDefault()
    event.stopPropagation()
    const put = isLowerHalf(event) ? placedBehind : placed
    change((all) => put(all, moved, home, conversation))
  }
  return (
    // What is done by mouse here, the button in it does too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above
    <li
      className={classes(styles.item, over && styles[over])}
      draggable
      // A press takes long enough to read what it is about to open.
      onPointerDown={() => ready([conversation])}
      onDragStart={(event) => conversationDrag.start(event, conversation)}
      onDragOver={(event) => {
        if (home === undefined || !conversationDrag.isOver(event)) return
        event.preventDefault()
        setOver(isLowerHalf(event) ? 'behind' : 'before')
      }}
      onDragLeave={() => setOver(undefined)}
      onDrop={dropped}
      onContextMenu={(event) => {
        event.preventDefault()
        openMenu(event)
      }}
    >
      {children}
      {hasDraft && (
        <span className={styles.draft}>
          <PencilLine size={14} aria-hidden />
          <VisuallyHidden>{words.draft}</VisuallyHidden>
        </span>
      )}
      <span className={styles.more}>
        <IconButton
          size="small"
          label={words.more(name)}
          icon={<Ellipsis size={16} />}
          aria-haspopup="menu"
          aria-expanded={menu !== undefined}
          onClick={openMenu}
        />
      </span>
      {menu !== undefined && (
        <ItemMenu
          {...{ workspace, conversation, home, change }}
          {...menu}
          onClose={() => setMenu(undefined)}
          nameSection={() => askSection({ conversation })}
        />
      )}
    </li>
  )
}
