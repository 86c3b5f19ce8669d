import { Check, Trash2, Undo2 } from 'lucide-react'
import { type JSX, useEffect, useState } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { type SavedMessage, setSaved, unsaved } from '../../../core/engine/personal/saved.ts'
import { useMemberName, useEngine, usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { clockTime, dayLabel, fullMoment, momentText, startOfDay } from '../../ui/times.ts'
import { shortTitleOf } from '../conversation/subject.ts'
import { words as conversationWords } from '../conversation/words.ts'
import { useSubject } from '../main/use-subject.ts'
import { plainText } from '../markup/plain-text.ts'
import { words as timerWords } from '../timer/words.ts'
import styles from './personal.module.css'
import { type Changing, useChanging, useSaved } from './use-personal.ts'
import { words } from './words.ts'

interface SavedDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
  readonly onChosen: (saved: SavedMessage) => void
}

/** What the person saved for later. Works without the messages: what is shown lies with what was saved. */
export function SavedDialog({ workspace, onClose, onChosen }: SavedDialogProps): JSX.Element {
  const saved = useSaved(workspace.id)
  const { change, takeAway } = useChanging(workspace.id)
  const lists = [
    { name: words.toDo, messages: saved.filter(({ isDone }) => !isDone) },
    { name: words.done, messages: saved.filter(({ isDone }) => isDone) },
  ].filter(({ messages }) => messages.length > 0)
  return (
    <Dialog title={words.savedTitle} size="wide" onClose={onClose}>
      {lists.length === 0 && (
        <div className={styles.empty}>
          <p>{words.savedEmpty}</p>
          <p>{words.savedEmptyText}</p>
        </div>
      )}
      {lists.map(({ name, messages }) => (
        <section key={name}>
          <h3 className={styles.listName}>{name}</h3>
          <ul className={styles.saved} aria-label={name}>
            {messages.map((each) => (
              <SavedEntry key={each.message} saved={each} {...{ workspace, change, takeAway, onChosen }} />
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  )
}

interface SavedEntryProps {
  readonly saved: SavedMessage
  readonly workspace: Workspace
  readonly change: Changing['change']
  readonly takeAway: Changing['takeAway']
  readonly onChosen: (saved: SavedMessage) => void
}

function SavedEntry({ saved, workspace, change, takeAway, onChosen }: SavedEntryProps): JSX.Element {
  const today = useReadable(usePage().today)
  const { self } = useEngine()
  const subject = useSubject(workspace, saved.conversation)
  const name = useMemberName(workspace.id, saved.author) ?? words.someone
  const { author, writtenAt, isDone, message } = saved
  const isOver = useIsOver(saved)
  return (
    <li className={styles.savedEntry}>
      <button
        type="button"
        className={styles.jump}
        disabled={subject === undefined || isOver}
        title={subject === undefined ? words.gone : isOver ? undefined : words.jump}
        onClick={() => onChosen(saved)}
      >
        <span className={styles.savedHead}>
          <span className={styles.author} dir="auto" data-own={author === self}>
            {name}
          </span>
          <span className={styles.where} dir="auto">
            {subject === undefined ? words.gone : shortTitleOf(subject)}
          </span>
          <time dateTime={new Date(writtenAt).toISOString()} title={fullMoment(writtenAt)}>
            {dayLabel(startOfDay(writtenAt), today)}, {clockTime(writtenAt)}
          </time>
        </span>
        <span className={styles.excerpt} dir="auto">
          {isOver ? words.disappeared : textOf(saved)}
        </span>
      </button>
      <IconButton
        size="small"
        label={isDone ? words.markNotDone : words.markDone}
        icon={isDone ? <Undo2 size={16} /> : <Check size={16} />}
        onClick={() => change(() => [setSaved({ ...saved, isDone: !isDone })])}
      />
      <IconButton
        size="small"
        label={words.remove}
        icon={<Trash2 size={16} />}
        onClick={() => takeAway([unsaved(message)], words.savedRemoved)}
      />
    </li>
  )
}

/** Of what is gone, or disappears, nothing is kept: it says that instead. */
function textOf({ excerpt, expiresAt, gone }: SavedMessage): string {
  if (gone !== undefined) return conversationWords.deleted
  if (expiresAt !== undefined) return timerWords.mark(momentText(expiresAt))
  return excerpt === '' ? words.filesOnly : plainText(excerpt)
}

/** The longest that a timer is trusted: the clock may be set meanwhile, or the computer sleep. */
const longestMs = 60_000

/** Whether it has disappeared. */
function useIsOver({ expiresAt: moment, gone }: SavedMessage): boolean {
  const expiresAt: number = moment ?? Number.POSITIVE_INFINITY
  const [now, setNow] = useState(Date.now)
  const isOver = gone === 'disappeared' || (gone === undefined && now >= expiresAt)
  useEffect(() => {
    if (isOver || expiresAt === Number.POSITIVE_INFINITY) return
    const timer = setTimeout(
      () => setNow(Date.now()),
      Math.min(longestMs, Math.max(0, expiresAt - Date.now())),
    )
    return () => clearTimeout(timer)
  }, [expiresAt, isOver, now])
  return isOver
}
