import { Bookmark, CalendarClock, Ellipsis, FolderPlus } from 'lucide-react'
import { type JSX, type ReactNode, useState } from 'react'
import { type Home, placed, sectionPlaced } from '../../../core/engine/personal/arrangement.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { pageNumber } from '../../languages/speech.ts'
import { IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Alert } from '../../ui/field.tsx'
import type { Rect } from '../../ui/place.ts'
import { useListed } from '../sidebar/listed.ts'
import sidebar from '../sidebar/sidebar.module.css'
import { useScheduled } from '../later/use-scheduled.ts'
import { words as laterWords } from '../later/words.ts'
import { useAskSection } from './ask-section.ts'
import { conversationDrag, sectionDrag } from './drag.ts'
import styles from './personal.module.css'
import { SectionHead } from './section-head.tsx'
import { type Changing, useChanging, useSaved } from './use-personal.ts'
import { SectionItems } from './late.ts'
import type { SectionItemsProps } from './section-items.tsx'
import { words } from './words.ts'

interface PersonalSectionsProps {
  readonly workspace: Workspace
  /** In view. */
  readonly current: ConversationId | undefined
  readonly openSaved: () => void
  readonly openScheduled: () => void
  /** The entry of a conversation that is arranged; undefined if it is not here (any more). */
  readonly entryOf: (conversation: ConversationId, home: Home) => ReactNode
}

/** On top of the sidebar: what the person saved, their favourites, and sections of their own. */
export function PersonalSections(props: PersonalSectionsProps): JSX.Element {
  const { workspace, current, openSaved, openScheduled, entryOf } = props
  const { stars, sections, folded, tucked } = useListed(workspace, current)
  const toDo = useSaved(workspace.id).filter(({ isDone }) => !isDone).length
  const { change, takeAway, problem } = useChanging(workspace.id)
  const scheduled = useScheduled(workspace.id).length
  const askSection = useAskSection()
  return (
    <>
      <div className={sidebar.list}>
        <button type="button" className={sidebar.entry} onClick={openSaved}>
          <Bookmark size={15} aria-hidden />
          <span className={sidebar.name}>{words.saved}</span>
          {toDo > 0 && <span className={styles.count}>{pageNumber(toDo)}</span>}
        </button>
        {scheduled > 0 && (
          <button type="button" className={sidebar.entry} onClick={openScheduled}>
            <CalendarClock size={15} aria-hidden />
            <span className={sidebar.name}>{laterWords.list}</span>
            <span className={styles.count}>{pageNumber(scheduled)}</span>
          </button>
        )}
        <button type="button" className={sidebar.entry} onClick={() => askSection({})}>
          <FolderPlus size={15} aria-hidden />
          <span className={sidebar.name}>{words.newSection}</span>
        </button>
      </div>
      <Alert>{problem}</Alert>
      {stars.length > 0 && (
        <OwnSection
          name={words.favourites}
          home={{ kind: 'stars' }}
          conversations={stars}
          {...{ workspace: workspace.id, tucked, entryOf, change }}
        />
      )}
      {sections.map(({ section, conversations }, index) => (
        <OwnSection
          key={section.id}
          name={section.name}
          home={{ kind: 'section', id: section.id }}
          conversations={conversations}
          {...{ workspace: workspace.id, tucked, entryOf, change }}
          isEmpty={conversations.length === 0 && !folded.has(section.id)}
          menu={
            <SectionMenu
              {...{ section, change, takeAway }}
              isFirst={index === 0}
              isLast={index === sections.length - 1}
            />
          }
        />
      ))}
    </>
  )
}

interface OwnSectionProps {
  readonly name: string
  readonly home: Home
  readonly workspace: WorkspaceId
  readonly conversations: ReadonlyArray<ConversationId>
  readonly tucked: ReadonlySet<ConversationId>
  readonly entryOf: PersonalSectionsProps['entryOf']
  readonly change: Changing['change']
  /** It is said. */
  readonly isEmpty?: boolean
  readonly menu?: ReactNode
}

function OwnSection(props: OwnSectionProps): JSX.Element {
  const { name, home, workspace, conversations, tucked, entryOf, change, isEmpty, menu } = props
  const [over, setOver] = useState(false)
  const entries = conversations
    .filter((conversation) => !tucked.has(conversation))
    .map((conversation) => entryOf(conversation, home))
    .filter(Boolean)
  return (
    <div
      className={classes(over && styles.over)}
      onDragOver={(event) => {
        if (!conversationDrag.isOver(event) && !(home.kind === 'section' && sectionDrag.isOver(event))) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        const moved = conversationDrag.from(event)
        const section = sectionDrag.from(event)
        if (moved !== undefined) change((all) => placed(all, moved, home))
        else if (home.kind === 'section' && section !== undefined)
          change((all) => sectionPlaced(all, section, home.id))
        else return
        event.preventDefault()
      }}
    >
      <div
        draggable={home.kind === 'section'}
        onDragStart={(event) => home.kind === 'section' && sectionDrag.start(event, home.id)}
      >
        <SectionHead {...{ workspace, name }} section={home.kind === 'section' ? home.id : 'favourites'}>
          {menu}
        </SectionHead>
      </div>
      {isEmpty === true && <p className={sidebar.none}>{words.emptySection}</p>}
      {entries.length > 0 && (
        <ul className={sidebar.list} aria-label={name}>
          {entries}
        </ul>
      )}
    </div>
  )
}

function SectionMenu(props: Omit<SectionItemsProps, 'anchor' | 'onClose'>): JSX.Element {
  const [anchor, setAnchor] = useState<Rect>()
  return (
    <>
      <IconButton
        size="small"
        label={words.sectionActions(props.section.name)}
        icon={<Ellipsis size={16} />}
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        onClick={(event) => setAnchor(event.currentTarget.getBoundingClientRect())}
      />
      {anchor !== undefined && (
        <SectionItems {...props} anchor={anchor} onClose={() => setAnchor(undefined)} />
      )}
    </>
  )
}
