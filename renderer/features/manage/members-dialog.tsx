import { UserRoundMinus, UserRoundPen } from 'lucide-react'
import { type JSX, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ManageFailure } from '../../../core/bridge/contract.ts'
import type { Member, Workspace } from '../../../core/engine/engine.ts'
import type { Role } from '../../../core/protocol/directory.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { Question } from '../../ui/question.tsx'
import { words as conversationWords } from '../conversation/words.ts'
import { findContacts } from '../people/find-contacts.ts'
import styles from './manage.module.css'
import { PersonRow } from './person-row.tsx'
import { memberRights } from './rights.ts'
import { useManage } from './use-manage.ts'
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
  const engine = useEngine()
  const members = useMembers(workspace.id)
  const list = useRef<HTMLUListElement>(null)
  const [sought, setSought] = useState('')
  const [asked, ask] = useState<Asked>()
  const { failure, setRole } = useSetRole(workspace)
  const found = findContacts(members, sought)
  const itemsFor = (member: Member): ReadonlyArray<MenuItem> => {
    const rights = memberRights(workspace.role, member.role)
    const isSelf = member.user === engine.self
    const makeRole = rights.roles.map((to): MenuItem => ({
      key: to,
      label: managingWords.makeRole[to],
      icon: <UserRoundPen size={16} />,
      choose: () => (isSelf ? ask({ member, to }) : void setRole(member, to)),
    }))
    const remove: MenuItem = {
      key: 'remove',
      label: managingWords.removeMember,
      icon: <UserRoundMinus size={16} />,
      danger: true,
      choose: () => ask({ member, to: undefined }),
    }
    return [...makeRole, ...(rights.remove && !isSelf ? [remove] : [])]
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
      <ul
        ref={list}
        tabIndex={-1}
        className={classes(styles.list, styles.scrolled)}
        aria-label={managingWords.members}
      >
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
      {asked !== undefined && (
        <MemberQuestion
          workspace={workspace}
          {...asked}
          onClose={() => ask(undefined)}
          onDone={() => {
            // What asked goes with the person or the role; as long as the question is open nothing below it takes the focus.
            flushSync(() => ask(undefined))
            list.current?.focus()
          }}
        />
      )}
    </Dialog>
  )
}

/** Asked about before it is done: nobody gives oneself a role again. */
interface Asked {
  readonly member: Member
  /** Undefined for out of the workspace. */
  readonly to: Role | undefined
}

interface SetRole {
  readonly failure: ManageFailure | undefined
  readonly setRole: (member: Member, to: Role) => Promise<void>
}

/** At once, and said with the way back: who may give a role may give the one before, too. */
function useSetRole({ id: workspace }: Workspace): SetRole {
  const { bridge, toasts } = usePage()
  const manage = useManage()
  const { failure, run } = useAction<ManageFailure>()
  return {
    failure,
    setRole: async ({ user, name, role: before }, role) => {
      if (!(await run(() => bridge.call('workspace.setRole', { workspace, user, role })))) return
      toasts.say({
        text: managingWords.roleNow(name, managingWords.roles[role]),
        undo: () => void manage.change('workspace.setRole', { workspace, user, role: before }),
      })
    },
  }
}

interface MemberQuestionProps extends Asked {
  readonly workspace: Workspace
  readonly onClose: () => void
  readonly onDone: () => void
}

function MemberQuestion({ workspace, member, to, onClose, onDone }: MemberQuestionProps): JSX.Element {
  const { bridge, toasts } = usePage()
  const { busy, failure, run } = useAction<ManageFailure>()
  const { user, name } = member
  const wanted = { workspace: workspace.id, user }
  const act = async (): Promise<void> => {
    const isDone = await run(() =>
      to === undefined
        ? bridge.call('workspace.removeMember', wanted)
        : bridge.call('workspace.setRole', { ...wanted, role: to }),
    )
    if (!isDone) return
    onDone()
    if (to === undefined) toasts.say({ text: managingWords.removed(name) })
  }
  return (
    <Question
      title={to === undefined ? managingWords.removeTitle(name) : managingWords.ownRoleTitle}
      act={to === undefined ? managingWords.remove : managingWords.makeRole[to]}
      busy={busy}
      problem={failure && manageFailureText(failure)}
      onAct={() => void act()}
      onClose={onClose}
    >
      {to === undefined ? managingWords.removeText : managingWords.ownRoleText}
    </Question>
  )
}
