import { PencilLine, SendHorizontal, Trash2 } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { Millis } from '../../../core/base/clock.ts'
import { createCell } from '../../../core/base/readable.ts'
import type { OwnDevice } from '../../../core/bridge/devices.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import { isMissed, losesPreview, type ScheduledMessage } from '../../../core/engine/personal/scheduled.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine, usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { tooLongFor } from '../composer/message-limit.ts'
import { useLongest } from '../composer/use-longest.ts'
import { useAskPeople } from '../composer/use-people.ts'
import { usePrepare } from '../composer/use-prepare.ts'
import { sendFailureText } from '../composer/words.ts'
import { isOpenTo, shortTitleOf, type Subject } from '../conversation/subject.ts'
import { AskAllDialog } from '../everyone/late.ts'
import { useSubject } from '../main/use-subject.ts'
import { fullMoment, momentText } from '../../ui/times.ts'
import { plainText } from '../markup/plain-text.ts'
import { isOf } from '../previews/links.ts'
import { PickDialog } from './pick-dialog.tsx'
import styles from './later.module.css'
import { type Here, ScheduledFiles, useHere } from './scheduled-files.tsx'
import { type Scheduling, useScheduled, useScheduling } from './use-scheduled.ts'
import { words as laterWords } from './words.ts'
import { words } from '../scheduled/words.ts'

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
      {scheduled.some(({ files }) => files) && <p className={styles.note}>{words.noteOfFiles}</p>}
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

interface Kept {
  readonly here: Here
  /** What the device is called that has the files, where that is known. */
  readonly device: string | undefined
}

const noDevices = createCell<ReadonlyArray<OwnDevice> | undefined>(undefined)

/** As the person's list of their own devices has it. */
function useDeviceName(id: ScheduledMessage['device']): string | undefined {
  const devices = useReadable(usePerson().sealed?.devices.own ?? noDevices)
  return id && devices?.find(({ device }) => device === id)?.name
}

function stateOf(
  scheduled: ScheduledMessage,
  subject: Subject | undefined,
  { here, device }: Kept,
  now: Millis,
): string | undefined {
  const isElsewhere = here === 'elsewhere'
  if (isMissed(scheduled, now)) {
    if (!isElsewhere) return words.missed
    return device === undefined ? words.missedElsewhere : words.missedOn(device)
  }
  if (isElsewhere) return device === undefined ? words.elsewhere : words.elsewhereOn(device)
  if (subject !== undefined && !isOpenTo(subject)) return words.closed
  return scheduled.at <= now ? words.waits : undefined
}

interface ScheduledEntryProps {
  readonly scheduled: ScheduledMessage
  readonly workspace: Workspace
  readonly scheduling: Scheduling
  readonly setProblem: (problem: string | undefined) => void
}

function ScheduledEntry({ scheduled, workspace, scheduling, setProblem }: ScheduledEntryProps): JSX.Element {
  const { clock, toasts, files } = usePage()
  const subject = useSubject(workspace, scheduled.conversation)
  const [editing, setEditing] = useState(false)
  const { at, text } = scheduled
  const here = useHere(scheduled.files)
  const now = clock.now()
  const remove = (): void => {
    scheduling.remove(scheduled)
    const ids = scheduled.files?.map(({ id }) => id)
    const freeing = ids && { done: () => files.later.read()?.free(ids) }
    // Under the same id: should a device have sent it meanwhile, it is still one message (PS14).
    toasts.say({
      text: words.removed,
      undo: () => void scheduling.put(scheduled).then(setProblem),
      ...freeing,
    })
  }
  const device = useDeviceName(scheduled.device)
  const state = stateOf(scheduled, subject, { here, device }, now)
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
        {text !== '' && (
          <p className={styles.excerpt} dir="auto">
            {plainText(text)}
          </p>
        )}
        {scheduled.files && <ScheduledFiles files={scheduled.files} here={here} />}
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
      <IconButton size="small" label={words.remove} icon={<Trash2 size={16} />} onClick={remove} />
      {editing && (
        <ChangeDialog
          {...{ scheduled, workspace, scheduling, setProblem }}
          onClose={() => setEditing(false)}
        />
      )}
    </li>
  )
}

/** Another moment or text, which is made a message as in the composer. */
function ChangeDialog(props: ScheduledEntryProps & { readonly onClose: () => void }): JSX.Element {
  const { scheduled, workspace, scheduling, setProblem, onClose } = props
  const { conversation, at, text, preview, files } = scheduled
  const isElsewhere = useHere(files) === 'elsewhere'
  const { prepare, question } = usePrepare()
  const askPeople = useAskPeople({ id: conversation }, workspace.id)
  const longest = useLongest(useSubject(workspace, conversation))
  const replace = async (moment: Millis, typed: string): Promise<string | undefined> => {
    const written = typed === text ? scheduled : await prepare(typed, askPeople, scheduled)
    if (written === undefined) return '' // it stands there still
    const tooLong = tooLongFor(written, longest)
    if (tooLong !== undefined) return sendFailureText(tooLong)
    const change = {
      at: moment,
      text: written.text,
      mentions: written.mentions,
      preview: preview && isOf(preview, written.text) ? preview : undefined,
    }
    const done = await scheduling.replace(scheduled, change)
    if (done === undefined) return words.sentMeanwhile
    if (done.problem === undefined)
      setProblem(losesPreview({ ...scheduled, ...change }) ? laterWords.previewLeftOut : undefined)
    return done.problem
  }
  return (
    <>
      <PickDialog
        text={text}
        at={at}
        hasFiles={files !== undefined}
        isElsewhere={isElsewhere}
        onClose={onClose}
        onPicked={replace}
      />
      {question && <AskAllDialog {...question} />}
    </>
  )
}
