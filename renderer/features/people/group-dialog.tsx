import { type JSX, useMemo, useState } from 'react'
import type { MembersChange, MembersFailure } from '../../../core/bridge/people.ts'
import type { ConversationTrust } from '../../../core/bridge/trust.ts'
import type { SendFailure } from '../../../core/engine/engine.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { Face } from '../faces/face.tsx'
import { sendFailureText } from '../composer/words.ts'
import { IconField, TopicField, topicErrors } from '../manage/channel-fields.tsx'
import { words as manageWords } from '../manage/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import { ContactPicker } from './contact-picker.tsx'
import styles from './group-dialog.module.css'
import {
  type Contact,
  longestGroupName,
  maxMembers,
  type PeopleModel,
  type SealedConversation,
} from './people-model.ts'
import { wordsAbout } from './private-channel.ts'
import { LeftNote } from './left-note.tsx'
import { membersFailureText, words } from './words.ts'

interface GroupDialogProps {
  readonly model: PeopleModel
  readonly conversation: SealedConversation
  readonly readers: ConversationTrust['readers']
  readonly nameOf: (user: UserId) => string
  readonly onClose: () => void
}

/** What a group is called and is about, and who is in it; what one may not change is shown and said. */
export function GroupDialog(props: GroupDialogProps): JSX.Element {
  const { model, conversation, nameOf, onClose } = props
  const about = wordsAbout(conversation)
  const [leaving, setLeaving] = useState(false)
  const { busy, failure, run } = useAction<MembersFailure>()
  const change = (wanted: MembersChange): Promise<boolean> => run(() => model.change(conversation.id, wanted))
  if (leaving) {
    return (
      <Dialog title={about.leaveTitle} onClose={() => setLeaving(false)}>
        <p>{words.leaveText}</p>
        <Alert>{failure && membersFailureText(failure, nameOf, about)}</Alert>
        <DialogActions>
          <Button onClick={() => setLeaving(false)}>{uiWords.cancel}</Button>
          <Button
            look="danger"
            aria-disabled={busy}
            onClick={() => void change({ kind: 'leave' }).then((isDone) => isDone && onClose())}
          >
            {about.leave}
          </Button>
        </DialogActions>
      </Dialog>
    )
  }
  return (
    <Dialog title={about.title} size="wide" onClose={onClose}>
      <div className={styles.parts}>
        {!conversation.isMember && <LeftNote conversation={conversation} />}
        {conversation.isMember && <GroupAbout model={model} conversation={conversation} />}
        <Members {...props} change={change} />
        {conversation.isMember && !conversation.isAdmin && <p className={styles.note}>{words.adminsOnly}</p>}
        {conversation.isAdmin && <AddPeople model={model} conversation={conversation} change={change} />}
        <Alert>{failure && membersFailureText(failure, nameOf, about)}</Alert>
      </div>
      <DialogActions>
        {conversation.isMember && <Button onClick={() => setLeaving(true)}>{about.leave}</Button>}
        <Button look="primary" onClick={onClose}>
          {words.done}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

type Wrong = 'too-long' | 'topic'
type Said = Wrong | 'done'

function wrongIn(name: string, topic: string): Wrong | undefined {
  if (name.length > longestGroupName) return 'too-long'
  return topicErrors(topic).topic === undefined ? undefined : 'topic'
}

/** Each of them is said only if it is to be another: what somebody else changed meanwhile stays. */
function GroupAbout({ model, conversation }: Pick<GroupDialogProps, 'model' | 'conversation'>): JSX.Element {
  const about = wordsAbout(conversation)
  const { topic: topicNow = '', icon: iconNow = '' } = conversation
  const { busy, failure, run } = useAction<SendFailure>()
  const [said, setSaid] = useState<Said>()
  const [icon, setIcon] = useState(iconNow)
  const send = async (form: FormData): Promise<void> => {
    const [name, topic] = [text(form, 'group').trim(), text(form, 'topic').trim()]
    const wrong = wrongIn(name, topic)
    setSaid(wrong)
    const change = {
      ...(name !== conversation.name && { name }),
      ...(topic !== topicNow && { topic }),
      ...(icon !== iconNow && { icon }),
    }
    if (wrong !== undefined || Object.keys(change).length === 0) return
    if (await run(() => model.describe(conversation.id, change))) setSaid('done')
  }
  return (
    <Form send={(form) => void send(form)}>
      <div className={styles.naming}>
        <Field
          label={about.name}
          name="group"
          autoComplete="off"
          defaultValue={conversation.name}
          hint={about.nameHint}
          error={said === 'too-long' ? words.groupNameLong(longestGroupName) : undefined}
        />
        <TopicField value={topicNow} error={said === 'topic' ? manageWords.topicWrong : undefined} />
        <IconField icon={icon} choose={setIcon} />
        <Button type="submit" aria-disabled={busy}>
          {words.save}
        </Button>
      </div>
      <output className={styles.note}>{said === 'done' ? words.saved : ''}</output>
      <Alert>{failure && sendFailureText(failure)}</Alert>
    </Form>
  )
}

interface MembersProps extends GroupDialogProps {
  readonly change: (change: MembersChange) => Promise<boolean>
}

function Members({ conversation, readers, nameOf, change }: MembersProps): JSX.Element {
  const { account } = usePerson()
  return (
    <ul className={styles.members} aria-label={wordsAbout(conversation).members}>
      {readers.map(({ user, verification, admin }) => {
        const name = nameOf(user)
        const mayChange = conversation.isAdmin && verification.kind !== 'self'
        return (
          <li key={user} className={styles.member}>
            <Face name={user === account.user ? account.displayName : name} id={user} size="small" />
            <span className={styles.name} dir="auto" title={name}>
              {name}
            </span>
            {admin && <span className={styles.note}>{words.admin}</span>}
            {mayChange && (
              <span className={styles.actions}>
                {!admin && (
                  <Button
                    look="link"
                    aria-label={words.makeAdminOf(name)}
                    onClick={() => void change({ kind: 'role', user, role: 'admin' })}
                  >
                    {words.makeAdmin}
                  </Button>
                )}
                <Button
                  look="link"
                  aria-label={words.takeOutOf(name)}
                  onClick={() => void change({ kind: 'remove', users: [user] })}
                >
                  {words.takeOut}
                </Button>
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function AddPeople({
  model,
  conversation,
  change,
}: Pick<MembersProps, 'model' | 'conversation' | 'change'>): JSX.Element {
  const { workspace, others } = conversation
  const { loaded, contacts } = useReadable(useMemo(() => model.contacts(workspace), [model, workspace]))
  const [picked, setPicked] = useState<ReadonlyArray<Contact>>([])
  const left = contacts.filter(({ user }) => !others.includes(user))
  const add = async (): Promise<void> => {
    if (await change({ kind: 'add', users: picked.map(({ user }) => user) })) setPicked([])
  }
  return (
    <section className={styles.adding} aria-label={words.addTitle}>
      <ContactPicker
        label={words.addTitle}
        loaded={loaded}
        contacts={left}
        picked={picked}
        setPicked={setPicked}
        notes={undefined}
        room={maxMembers - 1 - others.length}
      />
      <p className={styles.note}>{words.addText}</p>
      <Button disabled={picked.length === 0} onClick={() => void add()}>
        {words.add}
      </Button>
    </section>
  )
}
