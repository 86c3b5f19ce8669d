import {
  Ellipsis,
  FolderInput,
  FolderOutput,
  FolderPlus,
  MoveDown,
  MoveUp,
  PencilLine,
  Star,
  StarOff,
} from 'lucide-react'
import { type DragEvent, type JSX, type ReactNode, useState } from 'react'
import {
  type Arrangement,
  type Home,
  placed,
  placedBehind,
  type Section,
  unplaced,
} from '../../../core/engine/personal/arrangement.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useConversationItems } from '../manage/use-conversation-items.tsx'
import styles from './personal.module.css'
import { useAskSection } from './ask-section.ts'
import { draggedFrom, isDragged, isLowerHalf, startDrag } from './drag.ts'
import { type Changing, useArrangement, useChanging, useDrafts } from './use-personal.ts'
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
  const [anchor, setAnchor] = useState<Rect>()
  const askSection = useAskSection()
  const [over, setOver] = useState<'before' | 'behind'>()
  const hasDraft = useDrafts(workspace).has(conversation)
  const { change } = useChanging(workspace)
  const { ready } = useEngine()
  const dropped = (event: DragEvent): void => {
    setOver(undefined)
    const moved = draggedFrom(event)
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
      onDragStart={(event) => startDrag(event, conversation)}
      onDragOver={(event) => {
        if (home === undefined || !isDragged(event)) return
        event.preventDefault()
        setOver(isLowerHalf(event) ? 'behind' : 'before')
      }}
      onDragLeave={() => setOver(undefined)}
      onDrop={dropped}
      onContextMenu={(event) => {
        event.preventDefault()
        setAnchor(event.currentTarget.getBoundingClientRect())
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
          aria-expanded={anchor !== undefined}
          onClick={(event) => setAnchor(event.currentTarget.getBoundingClientRect())}
        />
      </span>
      {anchor !== undefined && (
        <ItemMenu
          {...{ workspace, conversation, home, anchor, change }}
          onClose={() => setAnchor(undefined)}
          nameSection={() => askSection({ conversation })}
        />
      )}
    </li>
  )
}

interface ItemMenuProps {
  readonly workspace: WorkspaceId
  readonly conversation: ConversationId
  readonly home: Home | undefined
  readonly anchor: Rect
  readonly change: Changing['change']
  readonly onClose: () => void
  readonly nameSection: () => void
}

function ItemMenu(props: ItemMenuProps): JSX.Element {
  const { workspace, conversation, anchor, onClose } = props
  const arrangement = useArrangement(workspace)
  const conversationItems = useConversationItems(workspace, conversation)
  const items = [...itemsOf(props, arrangement), ...conversationItems].map((item) => ({
    ...item,
    choose: () => {
      onClose()
      item.choose()
    },
  }))
  return (
    <Popover anchor={anchor} onClose={onClose}>
      <Menu label={words.actions} items={items} />
    </Popover>
  )
}

type Arranging = Pick<ItemMenuProps, 'conversation' | 'home' | 'change' | 'nameSection'>

/** What can be done with where a conversation stands. */
export function itemsOf(props: Arranging, arrangement: Arrangement): ReadonlyArray<MenuItem> {
  const { conversation, change, nameSection } = props
  const { stars, sections } = arrangement
  const isStar = stars.includes(conversation)
  const section = sections.find(({ conversations }) => conversations.includes(conversation))
  const star: MenuItem = isStar
    ? {
        key: 'star',
        label: words.removeFavourite,
        icon: <StarOff size={16} />,
        choose: () => change(() => [unplaced(conversation, 'stars')]),
      }
    : {
        key: 'star',
        label: words.addFavourite,
        icon: <Star size={16} />,
        choose: () => change((all) => placed(all, conversation, { kind: 'stars' })),
      }
  const move: ReadonlyArray<MenuItem> = sections
    .filter((each) => each !== section)
    .map(({ id, name }) => ({
      key: id,
      label: words.moveTo(name),
      icon: <FolderInput size={16} />,
      choose: () => change((all) => placed(all, conversation, { kind: 'section', id })),
    }))
  const out: MenuItem = {
    key: 'out',
    label: words.moveOut,
    icon: <FolderOutput size={16} />,
    choose: () => change(() => [unplaced(conversation, 'section')]),
  }
  const create: MenuItem = {
    key: 'new',
    label: words.newSectionHere,
    icon: <FolderPlus size={16} />,
    choose: nameSection,
  }
  return [star, ...stepsOf(props, stars, section), ...move, create, ...(section === undefined ? [] : [out])]
}

/** Up and down among its neighbours. */
function stepsOf(
  { conversation, home, change }: Arranging,
  stars: ReadonlyArray<ConversationId>,
  section: Section | undefined,
): ReadonlyArray<MenuItem> {
  if (home === undefined) return []
  const there = home.kind === 'stars' ? stars : (section?.conversations ?? [])
  const at = there.indexOf(conversation)
  const up: MenuItem = {
    key: 'up',
    label: words.moveUp,
    icon: <MoveUp size={16} />,
    choose: () => change((all) => placed(all, conversation, home, there[at - 1])),
  }
  const down: MenuItem = {
    key: 'down',
    label: words.moveDown,
    icon: <MoveDown size={16} />,
    choose: () => change((all) => placed(all, conversation, home, there[at + 2])),
  }
  return [...(at > 0 ? [up] : []), ...(at >= 0 && at < there.length - 1 ? [down] : [])]
}
