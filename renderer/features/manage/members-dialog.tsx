import { UserRoundMinus, UserRoundPen } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { ManageFailure } from '../../../core/bridge/contract.ts'
import type { Member, Workspace } from '../../../core/engine/engine.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { words as conversationWords } from '../conversation/words.ts'
import { findContacts } from '../people/find-contacts.ts'
import styles from './manage.module.css'
import { PersonRow } from './person-row.tsx'
import { memberRights } from './rights.ts'
import { useMembers } from './use-members.ts'
import { words as managingWords } from '../managing/words.ts'
import { manageFailureText, words } from './words.ts'

/** More than a few screens of people are found by writing on, not by scrolling. */
const shownAtOnce = 100

interface MembersDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
  /** Undefined for who may not. */
  readonly invite: (() => void) | undefined
}

/** Who is in a workspace and as what. Roles are changed by those who may. */
export function MembersDialog({ workspace, onClose, invite }: MembersDialogProps): JSX.Element {
  const { bridge } = usePage()
  const engine = useEngine()
  const members = useMembers(workspace.id)
  const [sought, setSought] = useState('')
  const [removing, setRemoving] = useState<Member>()
  const { busy, failure, run, forget } = useAction<ManageFailure>()
  const found = findContacts(members, sought)
  const close = (): void => {
    forget()
    setRemoving(undefined)
  }
  if (removing !== undefined) {
    const { user, name } = removing
    const remove = async (): Promise<void> => {
      if (await run(() => bridge.call('workspace.removeMember', { workspace: workspace.id, user }))) close()
    }
    return (
      <Dialog title={managingWords.removeTitle(name)} onClose={close}>
        <p>{managingWords.removeText}</p>
        <Alert>{failure && manageFailureText(failure)}</Alert>
        <DialogActions>
          <Button onClick={close}>{uiWords.cancel}</Button>
          <Button look="danger" aria-disabled={busy} onClick={() => void remove()}>
            {managingWords.remove}
          </Button>
        </DialogActions>
      </Dialog>
    )
  }
  const itemsFor = (member: Member): ReadonlyArray<MenuItem> => {
    const { user, role } = member
    const rights = memberRights(workspace.role, role)
    const makeRole = rights.roles.map((to): MenuItem => ({
      key: to,
      label: managingWords.makeRole[to],
      icon: <UserRoundPen size={16} />,
      choose: () =>
        void run(() => bridge.call('workspace.setRole', { workspace: workspace.id, user, role: to })),
    }))
    const remove: MenuItem = {
      key: 'remove',
      label: managingWords.removeMember,
      icon: <UserRoundMinus size={16} />,
      danger: true,
      choose: () => setRemoving(member),
    }
    return [...makeRole, ...(rights.remove && user !== engine.self ? [remove] : [])]
  }
  return (
    <Dialog title={words.membersOf(workspace.name)} size="wide" onClose={onClose}>
      <Field
        label={managingWords.findPerson}
        value={sought}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      <Alert>{failure && manageFailureText(failure)}</Alert>
      {invite !== undefined && (
        <div className={styles.invite}>
          <Button onClick={invite}>{conversationWords.invite}</Button>
        </div>
      )}
      <ul className={classes(styles.list, styles.scrolled)} aria-label={managingWords.members}>
        {found.slice(0, shownAtOnce).map((member) => (
          <li key={member.user}>
            <PersonRow
              workspace={workspace.id}
              user={member.user}
              name={member.name}
              facts={[
                member.username === undefined ? '' : `@${member.username}`,
                managingWords.roles[member.role],
                member.user === engine.self ? managingWords.you : '',
              ]}
              items={itemsFor(member)}
              onGone={onClose}
            />
          </li>
        ))}
      </ul>
      <output className={styles.note}>
        {found.length > shownAtOnce
          ? managingWords.more(found.length - shownAtOnce)
          : found.length === 0
            ? managingWords.nobody
            : ''}
      </output>
    </Dialog>
  )
}
