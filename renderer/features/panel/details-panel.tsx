import { type JSX, useEffect, useState } from 'react'
import type { Member } from '../../../core/engine/engine.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useEngine, useNames } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { PersonAvatar } from '../conversation/person-avatar.tsx'
import { titleOf } from '../conversation/subject.ts'
import { useWhereaboutsText } from '../conversation/use-whereabouts.ts'
import { words as conversationWords } from '../conversation/words.ts'
import type { PanelProps } from './panel-props.ts'
import styles from './side-panel.module.css'
import { words } from './words.ts'

/** What a conversation is about, who is in it, and who can read it. */
export function DetailsPanel({ subject, workspace }: PanelProps<'details'>): JSX.Element {
  const people = usePeople(subject, workspace)
  const topic = subject.kind === 'channel' ? subject.channel.topic : ''
  return (
    <div className={styles.content}>
      <section className={styles.part}>
        <h3>{words.about}</h3>
        <p dir="auto">{titleOf(subject)}</p>
        {topic !== '' && <p dir="auto">{topic}</p>}
      </section>
      <section className={styles.part}>
        <h3>{conversationWords.readersTitle}</h3>
        <p>
          {subject.kind === 'sealed' ? words.sealedReaders : conversationWords.readersText(workspace.name)}
        </p>
      </section>
      <section className={styles.part}>
        <h3>{words.people(people.length)}</h3>
        <ul>
          {people.map(({ user, role, name }) => (
            <li key={user}>
              <Person user={user} role={role} name={name} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

interface Shown extends Pick<Member, 'user' | 'name'> {
  readonly role: string
}

function usePeople(subject: PanelProps['subject'], workspace: PanelProps['workspace']): ReadonlyArray<Shown> {
  const engine = useEngine()
  const directory = useReadable(engine.directory)
  const nameOf = useNames(workspace.id, words)
  const [members, setMembers] = useState<ReadonlyArray<Member>>([])
  useEffect(() => {
    let isShown = true
    void engine.members(workspace.id).then((all) => isShown && setMembers(all))
    return () => {
      isShown = false
    }
  }, [engine, workspace.id, directory])
  if (subject.kind !== 'sealed')
    return members.map(({ user, name, role }) => ({ user, name, role: words.roles[role] }))
  const direct = workspace.directs.find(({ id }) => id === subject.conversation.id)
  const users =
    direct?.members ??
    [engine.self, ...subject.conversation.others].map((user) => ({ user, role: undefined }))
  return users.map(({ user, role }) => ({
    user,
    name: nameOf(user),
    role: role === 'admin' && subject.conversation.kind === 'group' ? words.roles.admin : '',
  }))
}

function Person({
  user,
  role,
  name,
}: {
  readonly user: UserId
  readonly role: string
  readonly name: string
}): JSX.Element {
  const facts = [role, useWhereaboutsText(user)].filter((fact) => fact !== '')
  return (
    <div className={styles.person}>
      <PersonAvatar name={name} id={user} />
      <span dir="auto">{name}</span>
      <span className={styles.fact}>{facts.join(' · ')}</span>
    </div>
  )
}
