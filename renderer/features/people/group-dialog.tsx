import { type JSX, useMemo, useState } from 'react'
import type { MembersFailure } from '../../../core/bridge/people.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { Question } from '../../ui/question.tsx'
import { sendFailureText } from '../composer/words.ts'
import { words as managingWords } from '../managing/words.ts'
import { ContactPicker } from './contact-picker.tsx'
import { GroupAbout, useDescription } from './group-about.tsx'
import styles from './group-dialog.module.css'
import { GroupMembers, type GroupProps, useIsOffline } from './group-members.tsx'
import { LeftNote } from './left-note.tsx'
import { type Contact, maxMembers } from './people-model.ts'
import { wordsAbout } from './private-channel.ts'
import { type Kept, useKept } from './use-kept.ts'
import { words as groupWords } from '../groups/words.ts'
import { membersFailureText, words } from './words.ts'

interface GroupDialogProps extends GroupProps {
  readonly onClose: () => void
}

/** What a group is called and is about, and who is in it; what one may not change is shown and said. */
export function GroupDialog({ onClose, ...group }: GroupDialogProps): JSX.Element {
  const { model, conversation } = group
  const about = wordsAbout(conversation)
  const { toasts } = usePage()
  const isOffline = useIsOffline()
  const description = useDescription(model, conversation)
  const picked = useKept<ReadonlyArray<Contact>>([])
  const [asked, ask] = useState<'leave' | 'close'>()
  const isPicking = conversation.isAdmin && picked.value.length > 0
  const close = (): void => (description.isChanged || isPicking ? ask('close') : onClose())
  const save = async (): Promise<void> => {
    const saved = description.isChanged ? await description.save() : 'none'
    if (saved === 'none') return
    if (saved === 'all' && picked.now().length === 0) onClose()
    else toasts.say({ text: managingWords.groupSaved })
  }
  return (
    <Dialog title={about.title} size="wide" onClose={close}>
      <div className={styles.parts}>
        {isOffline && <p className={styles.note}>{managingWords.keptOffline}</p>}
        {!conversation.isMember && <LeftNote conversation={conversation} />}
        {conversation.isMember && <GroupAbout {...{ conversation, description }} save={() => void save()} />}
        <GroupMembers {...group} />
        {conversation.isMember && !conversation.isAdmin && <p className={styles.note}>{words.adminsOnly}</p>}
        {conversation.isAdmin && <AddPeople {...group} picked={picked} />}
        <Alert>{description.failure && sendFailureText(description.failure)}</Alert>
      </div>
      <DialogActions>
        {conversation.isMember && (
          <Button className={styles.leave} onClick={() => ask('leave')}>
            {about.leave}
          </Button>
        )}
        <Button
          look="primary"
          aria-disabled={description.busy}
          onClick={description.isChanged ? () => void save() : close}
        >
          {description.isChanged ? groupWords.save : groupWords.done}
        </Button>
      </DialogActions>
      {asked === 'leave' && <LeaveQuestion {...group} onClose={() => ask(undefined)} onLeft={onClose} />}
      {asked === 'close' && (
        <Question
          title={managingWords.unsavedTitle}
          act={managingWords.unsavedClose}
          cancel={managingWords.unsavedBack}
          onAct={onClose}
          onClose={() => ask(undefined)}
        >
          {managingWords.unsavedText}
        </Question>
      )}
    </Dialog>
  )
}

interface LeaveQuestionProps extends GroupProps {
  readonly onClose: () => void
  readonly onLeft: () => void
}

function LeaveQuestion({ model, conversation, nameOf, onClose, onLeft }: LeaveQuestionProps): JSX.Element {
  const about = wordsAbout(conversation)
  const { toasts } = usePage()
  const isOffline = useIsOffline()
  const { busy, failure, run } = useAction<MembersFailure>()
  const leave = async (): Promise<void> => {
    if (!(await run(() => model.change(conversation.id, { kind: 'leave' })))) return
    onLeft()
    if (isOffline) toasts.say({ text: managingWords.onceReached })
  }
  return (
    <Question
      title={about.leaveTitle}
      act={about.leave}
      busy={busy}
      problem={failure && membersFailureText(failure, nameOf, about)}
      onAct={() => void leave()}
      onClose={onClose}
    >
      {managingWords.groupLeaveText}
    </Question>
  )
}

interface AddPeopleProps extends GroupProps {
  readonly picked: Kept<ReadonlyArray<Contact>>
}

function AddPeople({ model, conversation, nameOf, picked }: AddPeopleProps): JSX.Element {
  const { workspace, others } = conversation
  const { loaded, contacts } = useReadable(useMemo(() => model.contacts(workspace), [model, workspace]))
  const { busy, failure, run } = useAction<MembersFailure>()
  const left = contacts.filter(({ user }) => !others.includes(user))
  const add = async (): Promise<void> => {
    const users = picked.value.map(({ user }) => user)
    if (await run(() => model.change(conversation.id, { kind: 'add', users })))
      picked.set(picked.now().filter(({ user }) => !users.includes(user)))
  }
  return (
    <section className={styles.adding} aria-label={groupWords.addTitle}>
      <ContactPicker
        label={groupWords.addTitle}
        loaded={loaded}
        contacts={left}
        picked={picked.value}
        setPicked={picked.set}
        notes={undefined}
        room={maxMembers - 1 - others.length}
      />
      <p className={styles.note}>{managingWords.groupAddText}</p>
      <Alert>{failure && membersFailureText(failure, nameOf, wordsAbout(conversation))}</Alert>
      <Button disabled={picked.value.length === 0} aria-disabled={busy} onClick={() => void add()}>
        {groupWords.add}
      </Button>
    </section>
  )
}
