import { type JSX, type ReactNode, useState } from 'react'
import type { Channel, Member, Workspace } from '../../../core/engine/engine.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { words as conversationWords } from '../conversation/words.ts'
import { AddPeopleDialog } from '../manage/add-people-dialog.tsx'
import { EditChannelDialog } from '../manage/edit-channel-dialog.tsx'
import { LevelChoice } from '../manage/level-choice.tsx'
import { leveledOf } from '../manage/leveled.ts'
import { personItems } from '../manage/person-items.tsx'
import { PersonRow } from '../manage/person-row.tsx'
import { channelRights } from '../manage/rights.ts'
import { useManage } from '../manage/use-manage.ts'
import { useMembers } from '../manage/use-members.ts'
import { words as managingWords } from '../managing/words.ts'
import styles from './side-panel.module.css'
import { words } from './words.ts'

interface ChannelDetailsProps {
  readonly channel: Channel
  readonly workspace: Workspace
  /** What else can be done with it, at the end. */
  readonly children: ReactNode
}

/** All that can be known and changed of an open channel. */
export function ChannelDetails({ channel, workspace, children }: ChannelDetailsProps): JSX.Element {
  const [editing, setEditing] = useState(false)
  const rights = channelRights(channel, workspace.role)
  const manage = useManage()
  const isArchived = channel.archived === true
  const leveled = leveledOf({ kind: 'channel', channel })
  return (
    <div className={styles.content}>
      <section className={styles.part}>
        <h3>{words.about}</h3>
        <p dir="auto">{`${channel.icon === undefined || channel.icon === '' ? '#' : `${channel.icon} `}${channel.name}`}</p>
        <p dir="auto" className={channel.topic === '' ? styles.none : undefined}>
          {channel.topic === '' ? managingWords.noTopic : channel.topic}
        </p>
        {rights.update && (
          <div className={styles.acts}>
            <Button onClick={() => setEditing(true)}>{managingWords.edit}</Button>
          </div>
        )}
      </section>
      <section className={styles.part}>
        <h3>{conversationWords.readersTitle}</h3>
        <p>
          {channel.private === true ? words.privateReaders : conversationWords.readersText(workspace.name)}
        </p>
      </section>
      {leveled !== undefined && (
        <section className={styles.part}>
          <LevelChoice of={leveled} />
        </section>
      )}
      <ChannelPeople channel={channel} workspace={workspace} />
      <div className={styles.acts}>
        {rights.join && !isArchived && (
          <Button onClick={() => void manage.join(channel)}>{managingWords.join}</Button>
        )}
        {rights.leave && <Button onClick={() => void manage.leave(channel)}>{managingWords.leave}</Button>}
        {rights.archive && (
          <Button onClick={() => void manage.archive(channel, !isArchived)}>
            {isArchived ? managingWords.reopen : managingWords.archive}
          </Button>
        )}
      </div>
      {children}
      {editing && <EditChannelDialog channel={channel} onClose={() => setEditing(false)} />}
    </div>
  )
}

function ChannelPeople({ channel, workspace }: Omit<ChannelDetailsProps, 'children'>): JSX.Element {
  const { self } = useEngine()
  const manage = useManage()
  const [adding, setAdding] = useState(false)
  const people = peopleOf(channel, useMembers(workspace.id))
  const mayAdd = channel.private === true && channelRights(channel, workspace.role).members
  const admins = new Set(channel.members?.filter(({ role }) => role === 'admin').map(({ user }) => user))
  return (
    <section className={styles.part} aria-label={managingWords.members}>
      <h3>{words.people(people.length)}</h3>
      {mayAdd && (
        <div className={styles.acts}>
          <Button onClick={() => setAdding(true)}>{managingWords.addPeople}</Button>
        </div>
      )}
      <ul>
        {people.map(({ user, name, role }) => (
          <li key={user}>
            <PersonRow
              workspace={workspace.id}
              user={user}
              name={name}
              facts={[words.roles[role], admins.has(user) ? managingWords.admin : '']}
              items={personItems(channel, user, { self, role: workspace.role, manage })}
            />
          </li>
        ))}
      </ul>
      {adding && <AddPeopleDialog channel={channel} onClose={() => setAdding(false)} />}
    </section>
  )
}

/** Of a private channel its members; of a public one everybody but guests, who read none. @internal */
export function peopleOf(channel: Channel, all: ReadonlyArray<Member>): ReadonlyArray<Member> {
  if (channel.private !== true) return all.filter(({ role }) => role !== 'guest')
  const isIn = new Set(channel.members?.map(({ user }) => user))
  return all.filter(({ user }) => isIn.has(user))
}
