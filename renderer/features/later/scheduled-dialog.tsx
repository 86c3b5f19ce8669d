import { PencilLine, SendHorizontal, Trash2 } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { isMissed, type ScheduledMessage } from '../../../core/engine/personal/scheduled.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { shortTitleOf } from '../conversation/subject.ts'
import { useSubject } from '../main/use-subject.ts'
import { fullMoment, momentText } from '../../ui/times.ts'
import { plainText } from '../markup/plain-text.ts'
import { PickDialog } from './pick-dialog.tsx'
import styles from './later.module.css'
import { type Scheduling, useScheduled, useScheduling } from './use-scheduled.ts'
import { words } from './words.ts'

interface ScheduledDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
}

/** What waits to be sent, to be changed, sent at once or taken back. */
export function ScheduledDialog({ workspace, onClose }: ScheduledDialogProps): JSX.Element {
  const scheduled = useScheduled(workspace.id)
  const scheduling = useScheduling(workspace.id)
  const [problem, setProblem] = useState<string>()
  return (
    <Dialog title={words.title} size="wide" onClose={onClose}>
      {scheduled.length === 0 && (
        <div className={styles.empty}>
          <p>{words.empty}</p>
          <p>{words.emptyText}</p>
        </div>
      )}
      <ul className={styles.list} aria-label={words.title}>
        {scheduled.map((each) => (
          <ScheduledEntry key={each.message} {...{ workspace, scheduling, setProblem }} scheduled={each} />
        ))}
      </ul>
      <Alert>{problem}</Alert>
      {scheduled.length > 0 && <p className={styles.note}>{words.note}</p>}
    </Dialog>
  )
}

/** The same where only the id of the workspace is at hand. */
export function ScheduledIn(props: {
  readonly workspace: WorkspaceId
  readonly onClose: () => void
}): JSX.Element | undefined {
  const { workspaces } = useReadable(useEngine().directory)
  const workspace = workspaces.find(({ id }) => id === props.workspace)
  return workspace && <ScheduledDialog workspace={workspace} onClose={props.onClose} />
}

interface ScheduledEntryProps {
  readonly scheduled: ScheduledMessage
  readonly workspace: Workspace
  readonly scheduling: Scheduling
  readonly setProblem: (problem: string | undefined) => void
}

function ScheduledEntry({ scheduled, workspace, scheduling, setProblem }: ScheduledEntryProps): JSX.Element {
  const { clock } = usePage()
  const subject = useSubject(workspace, scheduled.conversation)
  const [editing, setEditing] = useState(false)
  const { at, text } = scheduled
  const now = clock.now()
  const state = isMissed(scheduled, now) ? words.missed : at <= now ? words.waits : undefined
  const replace = async (change: Partial<ScheduledMessage>): Promise<string | undefined> => {
    const done = await scheduling.replace(scheduled, change)
    return done === undefined ? words.sentMeanwhile : done.problem
  }
  return (
    <li className={styles.entry}>
      <div className={styles.about}>
        <p className={styles.head}>
          <span className={styles.where} dir="auto">
            {subject === undefined ? words.gone : shortTitleOf(subject)}
          </span>
          <time dateTime={new Date(at).toISOString()} title={fullMoment(at)}>
            {momentText(at)}
          </time>
        </p>
        <p className={styles.excerpt} dir="auto">
          {plainText(text)}
        </p>
        {state !== undefined && <p className={styles.state}>{state}</p>}
      </div>
      {subject !== undefined && (
        <IconButton
          size="small"
          label={words.sendNow}
          icon={<SendHorizontal size={16} />}
          onClick={() => void scheduling.put({ ...scheduled, at: now }).then(setProblem)}
        />
      )}
      <IconButton
        size="small"
        label={words.edit}
        icon={<PencilLine size={16} />}
        onClick={() => setEditing(true)}
      />
      <IconButton
        size="small"
        label={words.remove}
        icon={<Trash2 size={16} />}
        onClick={() => scheduling.remove(scheduled)}
      />
      {editing && (
        <PickDialog
          text={text}
          at={at}
          onClose={() => setEditing(false)}
          onPicked={(moment, written) => replace({ at: moment, text: written })}
        />
      )}
    </li>
  )
}
