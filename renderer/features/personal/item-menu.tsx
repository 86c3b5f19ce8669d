import { FolderInput, FolderOutput, FolderPlus, MoveDown, MoveUp, Star, StarOff } from 'lucide-react'
import type { ReactPortal } from 'react'
import { createPortal } from 'react-dom'
import {
  type Arrangement,
  type Home,
  placed,
  type Section,
  unplaced,
} from '../../../core/engine/personal/arrangement.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { useConversationItems } from '../manage/use-conversation-items.tsx'
import { type Changing, useArrangement } from './use-personal.ts'
import { words } from './words.ts'

export interface ItemMenuProps {
  readonly workspace: WorkspaceId
  readonly conversation: ConversationId
  readonly home: Home | undefined
  readonly anchor: Rect
  /** Not the entry: a message that comes moves that in the list, and the browser closes what is taken out and put back. */
  readonly place: Element
  readonly change: Changing['change']
  readonly onClose: () => void
  readonly nameSection: () => void
}

/** All that can be done with a conversation in the sidebar. */
export function ItemMenu(props: ItemMenuProps): ReactPortal {
  const { workspace, conversation, anchor, place, onClose } = props
  const arrangement = useArrangement(workspace)
  const conversationItems = useConversationItems(workspace, conversation)
  const items = [...itemsOf(props, arrangement), ...conversationItems].map((item) => ({
    ...item,
    choose: () => {
      onClose()
      item.choose()
    },
  }))
  return createPortal(
    <Popover anchor={anchor} onClose={onClose}>
      <Menu label={words.actions} items={items} />
    </Popover>,
    place,
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
