import { type JSX, useState } from 'react'
import { fail, ok } from '../../../core/base/result.ts'
import type { ManageFailure } from '../../../core/bridge/contract.ts'
import type { Channel } from '../../../core/engine/engine.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { ContactPicker } from '../people/contact-picker.tsx'
import type { Contact } from '../people/people-model.ts'
import styles from './manage.module.css'
import { useMembers } from './use-members.ts'
import { words } from '../managing/words.ts'
import { manageFailureText } from './words.ts'

interface AddPeopleDialogProps {
  readonly channel: Channel
  readonly onClose: () => void
}

/** Into a private channel that the relay keeps. One after another: who could not be added stays in the box. */
export function AddPeopleDialog({ channel, onClose }: AddPeopleDialogProps): JSX.Element {
  const { bridge } = usePage()
  const members = useMembers(channel.workspace)
  const [picked, setPicked] = useState<ReadonlyArray<Contact>>([])
  const { busy, failure, run } = useAction<ManageFailure>()
  const isIn = new Set(channel.members?.map(({ user }) => user))
  const contacts = members
    .filter(({ user }) => !isIn.has(user))
    .map(({ user, name, username }): Contact => ({ user, name, username, keys: 'known' }))
  const add = async (): Promise<void> => {
    const isDone = await run(async () => {
      for (const [at, { user }] of picked.entries()) {
        const added = await bridge.call('channel.setMember', {
          conversation: channel.id,
          user,
          role: 'member',
        })
        if (added.ok) continue
        setPicked(picked.slice(at))
        return fail(added.failure)
      }
      return ok(undefined)
    })
    if (isDone) onClose()
  }
  return (
    <Dialog title={words.addPeople} onClose={onClose}>
      <ContactPicker
        label={words.addPeople}
        loaded={members.length > 0}
        contacts={contacts}
        picked={picked}
        setPicked={setPicked}
        notes={undefined}
      />
      <p className={styles.note}>{words.addText}</p>
      <Alert>{failure && manageFailureText(failure)}</Alert>
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button look="primary" aria-disabled={busy} disabled={picked.length === 0} onClick={() => void add()}>
          {words.add}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
