import { type JSX, useState } from 'react'
import { useEngine, useNames, usePerson } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { ArchiveAct } from '../archive/archive-act.tsx'
import { iconOf, titleOf, topicOf } from '../conversation/subject.ts'
import { words as conversationWords } from '../conversation/words.ts'
import { TitleDialog } from '../documents/title-dialog.tsx'
import { words as documentWords } from '../documents/words.ts'
import { ExportDialog } from '../export/export-dialog.tsx'
import { words as exportWords } from '../export/words.ts'
import { LevelChoice } from '../manage/level-choice.tsx'
import { leveledOf } from '../manage/leveled.ts'
import { PersonRow } from '../manage/person-row.tsx'
import { useMembers } from '../manage/use-members.ts'
import { stateText, words as managingWords } from '../managing/words.ts'
import { GroupDialog } from '../people/group-dialog.tsx'
import { TimerSection } from '../timer/timer-section.tsx'
import { ChannelDetails } from './channel-details.tsx'
import type { PanelProps } from './panel-props.ts'
import styles from './side-panel.module.css'
import { words } from './words.ts'

/** What a conversation is about, who is in it, who can read it, and what can be changed of that. */
export function DetailsPanel(props: PanelProps<'details'>): JSX.Element {
  const { subject, workspace, model } = props
  if (subject.kind === 'channel') {
    return (
      <ChannelDetails channel={subject.channel} workspace={workspace}>
        <LastActs subject={subject} workspace={workspace} />
      </ChannelDetails>
    )
  }
  const leveled = leveledOf(subject)
  return (
    <div className={styles.content}>
      <section className={styles.part}>
        <h3>{words.about}</h3>
        <p>
          <bdi>{[iconOf(subject), titleOf(subject)].join(' ').trim()}</bdi>
        </p>
        <Topic subject={subject} workspace={workspace} />
      </section>
      <section className={styles.part}>
        <h3>{conversationWords.readersTitle}</h3>
        <p>
          {subject.kind === 'sealed' ? words.sealedReaders : conversationWords.readersText(workspace.name)}
        </p>
      </section>
      {leveled !== undefined && (
        <section className={styles.part}>
          <LevelChoice of={leveled} />
        </section>
      )}
      {subject.kind === 'sealed' && <TimerSection open={model.open} />}
      {subject.kind === 'sealed' ? (
        <SealedPeople {...props} conversation={subject.conversation} />
      ) : (
        <Everybody workspace={workspace} />
      )}
      <LastActs subject={subject} workspace={workspace} />
    </div>
  )
}

/** What groups and documents are about; a document is changed here, a group beside its people. */
function Topic({ subject, workspace }: Pick<PanelProps, 'subject' | 'workspace'>): JSX.Element | null {
  const [editing, setEditing] = useState(false)
  const topic = topicOf(subject)
  const state = subject.kind === 'document' ? stateText(subject.document, subject.document.title) : undefined
  if (subject.kind === 'sealed' && subject.conversation.kind !== 'group') return null
  return (
    <>
      <p className={topic === '' ? styles.none : undefined}>
        <bdi>{topic === '' ? managingWords.noTopic : topic}</bdi>
      </p>
      {state !== undefined && <p>{state}</p>}
      {subject.kind === 'document' && (
        <div className={styles.acts}>
          <Button onClick={() => setEditing(true)}>{documentWords.editDocument}</Button>
        </div>
      )}
      {editing && subject.kind === 'document' && (
        <TitleDialog workspace={workspace.id} document={subject.document} onClose={() => setEditing(false)} />
      )}
    </>
  )
}

/** What can be done with any of them, at the end. */
function LastActs({ subject, workspace }: Pick<PanelProps, 'subject' | 'workspace'>): JSX.Element {
  const [exporting, setExporting] = useState(false)
  return (
    <div className={styles.acts}>
      <ArchiveAct subject={subject} />
      <Button onClick={() => setExporting(true)}>{exportWords.open}</Button>
      {exporting && (
        <ExportDialog subject={subject} workspace={workspace} onClose={() => setExporting(false)} />
      )}
    </div>
  )
}

function Everybody({ workspace }: Pick<PanelProps, 'workspace'>): JSX.Element {
  const members = useMembers(workspace.id).filter(({ role }) => role !== 'guest')
  return (
    <section className={styles.part}>
      <h3>{words.people(members.length)}</h3>
      <ul>
        {members.map(({ user, name, role }) => (
          <li key={user}>
            <PersonRow
              workspace={workspace.id}
              user={user}
              name={name}
              facts={[words.roles[role]]}
              items={[]}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface SealedPeopleProps extends PanelProps<'details'> {
  readonly conversation: Extract<PanelProps['subject'], { readonly kind: 'sealed' }>['conversation']
}

function SealedPeople({ workspace, conversation, trust }: SealedPeopleProps): JSX.Element {
  const { sealed } = usePerson()
  const { self } = useEngine()
  const nameOf = useNames(workspace.id, words)
  const [changing, setChanging] = useState(false)
  const direct = workspace.directs.find(({ id }) => id === conversation.id)
  const people = direct?.members ?? [self, ...conversation.others].map((user) => ({ user, role: undefined }))
  return (
    <section className={styles.part}>
      <h3>{words.people(people.length)}</h3>
      <ul>
        {people.map(({ user, role }) => (
          <li key={user}>
            <PersonRow
              workspace={workspace.id}
              user={user}
              name={nameOf(user)}
              facts={[role === 'admin' && conversation.kind === 'group' ? words.roles.admin : '']}
              items={[]}
            />
          </li>
        ))}
      </ul>
      {conversation.kind === 'group' && sealed !== undefined && (
        <div className={styles.acts}>
          <Button onClick={() => setChanging(true)}>{managingWords.changeGroup}</Button>
        </div>
      )}
      {changing && sealed !== undefined && (
        <GroupDialog
          model={sealed.people}
          conversation={conversation}
          readers={trust.readers}
          nameOf={nameOf}
          onClose={() => setChanging(false)}
        />
      )}
    </section>
  )
}
