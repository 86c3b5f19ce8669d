import { type JSX, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ManageFailure } from '../../../core/bridge/contract.ts'
import type { Channel, Member, Workspace } from '../../../core/engine/engine.ts'
import type { ConversationRole } from '../../../core/protocol/permissions.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Question } from '../../ui/question.tsx'
import { AddPeopleDialog } from '../manage/add-people-dialog.tsx'
import { personItems } from '../manage/person-items.tsx'
import { PersonRow } from '../manage/person-row.tsx'
import { channelRights } from '../manage/rights.ts'
import { useManage } from '../manage/use-manage.ts'
import { useMembers } from '../manage/use-members.ts'
import { manageFailureText } from '../manage/words.ts'
import { words as managingWords } from '../managing/words.ts'
import { peopleOf } from './people-of.ts'
import styles from './side-panel.module.css'
import { words } from './words.ts'

interface ChannelPeopleProps {
  readonly channel: Channel
  readonly workspace: Workspace
}

/** Asked about before it is done: nobody gives oneself a role again, and who is taken out is told so by what they lose. */
interface Asked {
  readonly person: Member
  readonly about: 'own-role' | 'out'
}

/** Who is in an open channel, and what can be done about them. */
export function ChannelPeople({ channel, workspace }: ChannelPeopleProps): JSX.Element {
  const { self } = useEngine()
  const list = useRef<HTMLUListElement>(null)
  const setRole = useSetChannelRole(channel)
  const [adding, setAdding] = useState(false)
  const [asked, ask] = useState<Asked>()
  const people = peopleOf(channel, useMembers(workspace.id))
  const mayAdd = channel.private === true && channelRights(channel, workspace.role).members
  const mayAnyway = channelRights({}, workspace.role).members
  const admins = new Set(channel.members?.filter(({ role }) => role === 'admin').map(({ user }) => user))
  return (
    <section className={styles.part} aria-label={managingWords.members}>
      <h3>{words.people(people.length)}</h3>
      {mayAdd && (
        <div className={styles.acts}>
          <Button onClick={() => setAdding(true)}>{managingWords.addPeople}</Button>
        </div>
      )}
      <ul ref={list} tabIndex={-1}>
        {people.map((person) => (
          <li key={person.user}>
            <PersonRow
              workspace={workspace.id}
              user={person.user}
              name={person.name}
              facts={[words.roles[person.role], admins.has(person.user) ? managingWords.admin : '']}
              items={personItems(channel, person.user, {
                self,
                role: workspace.role,
                acts: {
                  setRole: (role) =>
                    person.user === self && role === 'member' && !mayAnyway
                      ? ask({ person, about: 'own-role' })
                      : void setRole(person, role),
                  takeOut: () => ask({ person, about: 'out' }),
                },
              })}
            />
          </li>
        ))}
      </ul>
      {adding && <AddPeopleDialog channel={channel} onClose={() => setAdding(false)} />}
      {asked !== undefined && (
        <PersonQuestion
          channel={channel}
          {...asked}
          onClose={() => ask(undefined)}
          onDone={() => {
            // What asked goes with the person or the role; as long as the question is open nothing below it takes the focus.
            flushSync(() => ask(undefined))
            list.current?.focus()
          }}
        />
      )}
    </section>
  )
}

/** At once, and said with the way back: who may give a role may give the one before, too. */
function useSetChannelRole({
  id: conversation,
}: Channel): (person: Member, role: ConversationRole) => Promise<void> {
  const manage = useManage()
  const { toasts } = usePage()
  return async ({ user, name }, role) => {
    const set = (to: ConversationRole): Promise<boolean> =>
      manage.change('channel.setMember', { conversation, user, role: to })
    if (!(await set(role))) return
    const [now, before] =
      role === 'admin'
        ? ([managingWords.admin, 'member'] as const)
        : ([managingWords.roles.member, 'admin'] as const)
    toasts.say({ text: managingWords.roleNow(name, now), undo: () => void set(before) })
  }
}

interface PersonQuestionProps extends Asked {
  readonly channel: Channel
  readonly onClose: () => void
  readonly onDone: () => void
}

function PersonQuestion({ channel, person, about, onClose, onDone }: PersonQuestionProps): JSX.Element {
  const { bridge, toasts } = usePage()
  const { busy, failure, run } = useAction<ManageFailure>()
  const { user, name } = person
  const wanted = { conversation: channel.id, user }
  const takeOut = async (): Promise<void> => {
    if (!(await run(() => bridge.call('channel.removeMember', wanted)))) return
    onDone()
    toasts.say({ text: managingWords.takenOut(name) })
  }
  const giveUp = async (): Promise<void> => {
    if (await run(() => bridge.call('channel.setMember', { ...wanted, role: 'member' }))) onDone()
  }
  const isOut = about === 'out'
  return (
    <Question
      title={isOut ? managingWords.takeOutTitle.channel(name) : managingWords.ownRoleTitle}
      act={isOut ? managingWords.takeOut : managingWords.takeAdmin}
      busy={busy}
      problem={failure && manageFailureText(failure)}
      onAct={() => void (isOut ? takeOut() : giveUp())}
      onClose={onClose}
    >
      {isOut ? managingWords.takeOutText : managingWords.ownRoleText}
    </Question>
  )
}
