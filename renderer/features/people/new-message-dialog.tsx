import { type JSX, useMemo, useState } from 'react'
import type { ConversationId, UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useAction } from '../../engine/use-action.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import { ContactPicker } from './contact-picker.tsx'
import styles from './new-message-dialog.module.css'
import {
  type BeginFailure,
  type Contact,
  longestGroupName,
  maxMembers,
  type PeopleModel,
} from './people-model.ts'
import { words as managingWords } from '../managing/words.ts'
import { words as groupWords } from '../groups/words.ts'
import { beginFailureText, words } from './words.ts'

interface NewMessageDialogProps {
  readonly model: PeopleModel
  readonly workspace: WorkspaceId
  readonly onBegun: (conversation: ConversationId) => void
  readonly onClose: () => void
}

/** Begins a direct conversation, a group, or notes to oneself; the network has no part in it. */
export function NewMessageDialog({ model, workspace, onBegun, onClose }: NewMessageDialogProps): JSX.Element {
  const { loaded, contacts } = useReadable(useMemo(() => model.contacts(workspace), [model, workspace]))
  const [picked, setPicked] = useState<ReadonlyArray<Contact>>([])
  const [longName, setLongName] = useState(false)
  const { busy, failure, run } = useAction<BeginFailure>()
  const isGroup = picked.length > 1

  const begin = async (others: ReadonlyArray<UserId>, name: string): Promise<void> => {
    await run(async () => {
      const begun = await model.begin(workspace, others, name)
      if (begun.ok) onBegun(begun.value)
      return begun
    })
  }
  const send = (form: FormData): void => {
    const name = isGroup ? text(form, 'group').trim() : ''
    const tooLong = name.length > longestGroupName
    setLongName(tooLong)
    if (tooLong || picked.length === 0) return
    const others = picked.map(({ user }) => user)
    void begin(others, name)
  }
  const nameOf = (user: string): string =>
    contacts.find((contact) => contact.user === user)?.name ?? words.someone
  return (
    <Dialog title={groupWords.title} onClose={onClose}>
      <Form send={send}>
        <ContactPicker
          loaded={loaded}
          contacts={contacts}
          picked={picked}
          setPicked={setPicked}
          notes={() => void begin([], '')}
        />
        {isGroup && (
          <Field
            label={words.about.group.name}
            name="group"
            autoComplete="off"
            hint={words.about.group.nameHint}
            error={longName ? managingWords.groupNameLong(longestGroupName) : undefined}
          />
        )}
        <p className={styles.note}>
          {picked.length >= maxMembers - 1
            ? words.about.group.full(maxMembers)
            : isGroup
              ? `${groupWords.picked(picked.length)} ${groupWords.sealed}`
              : groupWords.sealed}
        </p>
        <Alert>{failure && beginFailureText(failure, nameOf, words.about.group)}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={busy} disabled={picked.length === 0}>
            {isGroup ? groupWords.beginGroup : groupWords.begin}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
