import { MessageSquarePlus, NotebookPen, UsersRound } from 'lucide-react'
import type { JSX } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts'
import { useEngine, useNames } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { PresenceDot } from '../../ui/presence-dot.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { Face } from '../faces/face.tsx'
import { useWhereabouts } from '../conversation/use-whereabouts.ts'
import { ArrangedItem } from '../personal/arranged-item.tsx'
import { SectionHead } from '../personal/section-head.tsx'
import { MutedMark } from '../manage/muted-mark.tsx'
import { useListed } from '../sidebar/listed.ts'
import sidebar from '../sidebar/sidebar.module.css'
import { UnreadMark } from '../unread/unread-mark.tsx'
import { toldAs, useTold } from '../unread/use-told.ts'
import { conversationName } from './conversation-name.ts'
import type { PeopleModel, SealedConversation } from './people-model.ts'
import styles from './people-section.module.css'
import { privateChannelOf } from './private-channel.ts'
import { words } from './words.ts'

interface PeopleSectionProps {
  readonly model: PeopleModel
  readonly workspace: Workspace
  readonly current: ConversationId | undefined
  readonly go: (conversation: ConversationId) => void
  readonly begin: () => void
}

/** The sidebar's list of people and groups, under the channels. */
export function PeopleSection({ model, workspace, current, go, begin }: PeopleSectionProps): JSX.Element {
  const all = useReadable(model.conversations)
  const isAny = all.some((each) => each.workspace === workspace.id && privateChannelOf(each) === undefined)
  const { people, folded, tucked } = useListed(workspace, current)
  const nameOf = useNames(workspace.id, { you: words.someone, someone: words.someone })
  return (
    <>
      <SectionHead workspace={workspace.id} section="people" name={words.section}>
        <IconButton
          size="small"
          label={words.newMessage}
          icon={<MessageSquarePlus size={16} />}
          onClick={begin}
        />
      </SectionHead>
      {!isAny ? (
        !folded.has('people') && <p className={sidebar.none}>{words.none}</p>
      ) : (
        <ul className={sidebar.list} aria-label={words.section}>
          {people
            .filter(({ id }) => !tucked.has(id))
            .map((conversation) => (
              <ArrangedItem
                key={conversation.id}
                workspace={workspace.id}
                conversation={conversation.id}
                name={conversationName(conversation, nameOf)}
              >
                <SealedEntry conversation={conversation} current={conversation.id === current} go={go} />
              </ArrangedItem>
            ))}
        </ul>
      )}
    </>
  )
}

interface SealedEntryProps {
  readonly conversation: SealedConversation
  readonly current: boolean
  readonly go: (conversation: ConversationId) => void
}

export function SealedEntry({ conversation, current, go }: SealedEntryProps): JSX.Element {
  const { id, kind, others, workspace, level, icon } = conversation
  const told = useTold()(conversation, toldAs(conversation))
  const nameOf = useNames(workspace, { you: words.someone, someone: words.someone })
  const name = conversationName(conversation, nameOf)
  const [first] = others
  const engine = useEngine()
  const status = kind === 'dm' && first !== undefined ? engine.member(workspace, first)?.status : undefined
  return (
    <button
      type="button"
      className={classes(sidebar.entry, told.unread && sidebar.unread)}
      aria-current={current ? 'true' : undefined}
      title={status === undefined ? name : `${name}\n${status}`}
      data-conversation={id}
      onClick={() => go(id)}
    >
      {kind !== 'dm' && (
        <span className={styles.icon}>
          <Sign kind={kind} icon={icon} />
        </span>
      )}
      {kind === 'dm' && first !== undefined && <SmallPerson user={first} name={name} />}
      <span className={sidebar.name} dir="auto">
        {name}
      </span>
      {kind === 'dm' && first !== undefined && <PresenceWord user={first} />}
      {kind === 'group' && (
        <>
          <VisuallyHidden>{words.people(others.length + 1)}</VisuallyHidden>
          <span className={styles.count} aria-hidden>
            {others.length + 1}
          </span>
        </>
      )}
      <MutedMark level={level} />
      <UnreadMark told={told} />
    </button>
  )
}

function Sign({
  kind,
  icon,
}: Pick<SealedConversation, 'kind'> & { readonly icon: string | undefined }): JSX.Element {
  if (icon !== undefined) return <span aria-hidden>{icon}</span>
  return kind === 'notes' ? <NotebookPen size={15} aria-hidden /> : <UsersRound size={15} aria-hidden />
}

function SmallPerson({ user, name }: { readonly user: UserId; readonly name: string }): JSX.Element {
  const status = useWhereabouts(user)
  return (
    <span className={styles.person}>
      <Face name={name} id={user} size="small" />
      {status !== undefined && <PresenceDot status={status} />}
    </span>
  )
}

/** The dot, for those who do not see it. */
function PresenceWord({ user }: { readonly user: UserId }): JSX.Element | null {
  const status = useWhereabouts(user)
  return status === undefined ? null : (
    <VisuallyHidden>{words.presence(uiWords.presence[status])}</VisuallyHidden>
  )
}
