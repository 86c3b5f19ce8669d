import { type JSX, type ReactNode, useState } from 'react'
import type { Channel, Workspace } from '../../../core/engine/engine.ts'
import { Button } from '../../ui/button.tsx'
import { words as conversationWords } from '../conversation/words.ts'
import { EditChannelDialog } from '../manage/edit-channel-dialog.tsx'
import { LevelChoice } from '../manage/level-choice.tsx'
import { leveledOf } from '../manage/leveled.ts'
import { channelRights } from '../manage/rights.ts'
import { useManage } from '../manage/use-manage.ts'
import { stateText, words as managingWords } from '../managing/words.ts'
import { ChannelPeople } from './channel-people.tsx'
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
  const state = stateText(channel, `#${channel.name}`)
  return (
    <div className={styles.content}>
      <section className={styles.part}>
        <h3>{words.about}</h3>
        {/* Set apart, so that each begins at the edge where the words around it do. */}
        <p>
          <bdi>{`${channel.icon === undefined || channel.icon === '' ? '#' : `${channel.icon} `}${channel.name}`}</bdi>
        </p>
        <p className={channel.topic === '' ? styles.none : undefined}>
          <bdi>{channel.topic === '' ? managingWords.noTopic : channel.topic}</bdi>
        </p>
        {state !== undefined && <p>{state}</p>}
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
      </div>
      {/* For everybody, and where it was: the second press of who has left by two would archive it. */}
      {rights.archive && (
        <div className={styles.acts}>
          <Button onClick={() => void manage.archive(channel, !isArchived)}>
            {isArchived ? managingWords.reopen : managingWords.archive}
          </Button>
        </div>
      )}
      {children}
      {editing && <EditChannelDialog channel={channel} onClose={() => setEditing(false)} />}
    </div>
  )
}
