import { Menu as MenuIcon, Search, UsersRound } from 'lucide-react'
import { type JSX, type ReactNode, useState } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePerson, useStatusText } from '../../engine/contexts.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { ConnectionStatus } from '../connection/connection-status.tsx'
import { StarButton } from '../personal/star-button.tsx'
import { ProtectionDialog } from '../safety/late.ts'
import { SealedReaders } from '../trust/sealed-readers.tsx'
import { words as trustWords } from '../trust/words.ts'
import styles from './conversation-header.module.css'
import { SubjectIcon } from './subject-icon.tsx'
import { conversationOf, shortTitleOf, type Subject, titleOf, topicOf } from './subject.ts'
import { useWhereaboutsText } from './use-whereabouts.ts'
import { words } from './words.ts'

interface ConversationHeaderProps {
  readonly workspace: Workspace
  readonly subject: Subject
  /** Set while the sidebar is a drawer. */
  readonly openSidebar: (() => void) | undefined
  readonly openSearch: () => void
  /** What else can be done here. */
  readonly actions?: ReactNode
}

export function ConversationHeader({
  workspace,
  subject,
  openSidebar,
  openSearch,
  actions,
}: ConversationHeaderProps): JSX.Element {
  const { sealed } = usePerson()
  const name = shortTitleOf(subject)
  const other =
    subject.kind === 'sealed' && subject.conversation.kind === 'dm'
      ? subject.conversation.others[0]
      : undefined
  const topic = topicOf(subject)
  return (
    <header className={styles.header}>
      {openSidebar !== undefined && (
        <IconButton label={words.openSidebar} icon={<MenuIcon size={20} />} onClick={openSidebar} />
      )}
      <div className={styles.about}>
        <div className={styles.title}>
          <h1 className={styles.name} title={name}>
            <SubjectIcon subject={subject} size={17} />
            <span dir="auto">{name}</span>
          </h1>
          {other !== undefined && <Whereabouts workspace={workspace.id} user={other} />}
          {topic !== '' && (
            <p className={styles.topic} dir="auto" title={topic}>
              {topic}
            </p>
          )}
        </div>
        <div className={styles.facts}>
          {subject.kind !== 'sealed' && <Readers of={circleOf(subject, workspace)} />}
          {subject.kind === 'sealed' && sealed !== undefined && (
            <SealedReaders
              key={subject.conversation.id}
              model={sealed.trust}
              people={sealed.people}
              conversation={subject.conversation}
            />
          )}
          <ConnectionStatus here={conversationOf(subject)} />
        </div>
      </div>
      <StarButton workspace={workspace.id} conversation={conversationOf(subject)} />
      {actions}
      <IconButton label={words.search} icon={<Search size={18} />} onClick={openSearch} />
    </header>
  )
}

interface WhereaboutsProps {
  readonly workspace: WorkspaceId
  readonly user: UserId
}

/** Of the other one in a direct message: whether they are there, and what they say of how they are. */
function Whereabouts({ workspace, user }: WhereaboutsProps): JSX.Element | null {
  const there = useWhereaboutsText(user)
  const status = useStatusText(workspace, user)
  return there === '' && status === undefined ? null : (
    <p className={styles.topic} title={status}>
      {there}
      {there !== '' && status !== undefined && ' · '}
      <bdi>{status}</bdi>
    </p>
  )
}

/** Whose members read what is not sealed: of a private channel only those in it. */
const circleOf = (subject: Subject, workspace: Workspace): string =>
  subject.kind === 'channel' && subject.channel.private === true ? titleOf(subject) : workspace.name

/** Who can read this: always in view, explained on a press. */
function Readers({ of: circle }: { readonly of: string }): JSX.Element {
  const [anchor, setAnchor] = useState<Rect>()
  const [explaining, setExplaining] = useState(false)
  return (
    <>
      <button
        type="button"
        className={styles.readers}
        title={words.readers(circle)}
        aria-haspopup="dialog"
        aria-expanded={anchor !== undefined}
        onClick={(event) =>
          setAnchor(anchor === undefined ? event.currentTarget.getBoundingClientRect() : undefined)
        }
      >
        <UsersRound size={14} aria-hidden />
        <span dir="auto">{words.readers(circle)}</span>
      </button>
      {anchor !== undefined && (
        <Popover anchor={anchor} onClose={() => setAnchor(undefined)}>
          <div className={styles.explanation}>
            <h2>{words.readersTitle}</h2>
            <p>{words.readersText(circle)}</p>
            <Button
              look="link"
              onClick={() => {
                setAnchor(undefined)
                setExplaining(true)
              }}
            >
              {trustWords.protection}
            </Button>
          </div>
        </Popover>
      )}
      {explaining && <ProtectionDialog onClose={() => setExplaining(false)} />}
    </>
  )
}
