import { MoveDown, MoveUp, PencilLine, Trash2 } from 'lucide-react'
import type { JSX, ReactNode } from 'react'
import { movedSection, removedSection, type Section } from '../../../core/engine/personal/arrangement.ts'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { useAskSection } from './ask-section.ts'
import type { Changing } from './use-personal.ts'
import { words } from './words.ts'

export interface SectionItemsProps {
  readonly section: Section
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly change: Changing['change']
  readonly takeAway: Changing['takeAway']
  /** The button that asked. */
  readonly anchor: Rect
  readonly onClose: () => void
}

/** What can be done with a section. */
export function SectionItems(props: SectionItemsProps): JSX.Element {
  const { section, isFirst, isLast, change, takeAway, anchor, onClose } = props
  const askSection = useAskSection()
  const item = (key: string, label: string, icon: ReactNode, choose: () => void): MenuItem => ({
    key,
    label,
    icon,
    choose: () => {
      onClose()
      choose()
    },
  })
  const items = [
    item('rename', words.rename, <PencilLine size={16} />, () => askSection({ section })),
    ...(isFirst
      ? []
      : [
          item('up', words.moveUp, <MoveUp size={16} />, () =>
            change((all) => movedSection(all, section.id, -1)),
          ),
        ]),
    ...(isLast
      ? []
      : [
          item('down', words.moveDown, <MoveDown size={16} />, () =>
            change((all) => movedSection(all, section.id, 1)),
          ),
        ]),
    {
      ...item('remove', words.removeSection, <Trash2 size={16} />, () =>
        takeAway(removedSection(section), words.sectionRemoved(section.name)),
      ),
      danger: true,
    },
  ]
  return (
    <Popover anchor={anchor} onClose={onClose}>
      <Menu label={words.sectionActions(section.name)} items={items} />
    </Popover>
  )
}
