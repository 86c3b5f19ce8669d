import { type JSX, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { MembersFailure } from '../../../core/bridge/people.ts'
import type { ConversationTrust } from '../../../core/bridge/trust.ts'
import type { SealedRole } from '../../../core/protocol/directory.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import { Question } from '../../ui/question.tsx'
import { Face } from '../faces/face.tsx'
import { words as managingWords } from '../managing/words.ts'
import styles from './group-dialog.module.css'
import type { PeopleModel, SealedConversation } from './people-model.ts'
import { privateChannelOf, wordsAbout } from './private-channel.ts'
import { words as groupWords } from '../groups/words.ts'
import { membersFailureText } from './words.ts'

export interface GroupProps {
  readonly model: PeopleModel
  readonly conversation: SealedConversation
  readonly readers: ConversationTrust['readers']
  readonly nameOf: (user: UserId) => string
}

/** Who is in a group, and what its admins can do about them: a role can be given back, taking somebody out is asked about. */
export function GroupMembers({ model, conversation, readers, nameOf }: GroupProps): JSX.Element {
  const about = wordsAbout(conversation)
  const list = useRef<HTMLUListElement>(null)
  const [asked, ask] = useState<UserId>()
  const roles = useRoles(model, conversation, nameOf)
  return (
    <>
      <ul ref={list} tabIndex={-1} className={styles.members} aria-label={about.members}>
        {readers.map((reader) => (
          <li key={reader.user} className={styles.member}>
            <MemberEntry
              reader={reader}
              name={nameOf(reader.user)}
              mayChange={conversation.isAdmin && reader.verification.kind !== 'self'}
              setRole={(role) => void roles.set(reader.user, role)}
              takeOut={() => ask(reader.user)}
            />
          </li>
        ))}
      </ul>
      <Alert>{roles.failure && membersFailureText(roles.failure, nameOf, about)}</Alert>
      {asked !== undefined && (
        <TakeOutQuestion
          {...{ model, conversation, nameOf }}
          user={asked}
          onClose={() => ask(undefined)}
          onDone={() => {
            // The button that asked goes with the person; as long as the question is open nothing below it takes the focus.
            flushSync(() => ask(undefined))
            list.current?.focus()
          }}
        />
      )}
    </>
  )
}

interface Roles {
  readonly failure: MembersFailure | undefined
  readonly set: (user: UserId, role: SealedRole) => Promise<void>
}

/** A change waits for the epoch that it comes with: out of reach, it says that, and another one has to wait. */
function useRoles(
  model: PeopleModel,
  conversation: SealedConversation,
  nameOf: (user: UserId) => string,
): Roles {
  const { toasts } = usePage()
  const isOffline = useIsOffline()
  const { failure, run } = useAction<MembersFailure>()
  const change = (user: UserId, role: SealedRole): ReturnType<PeopleModel['change']> =>
    model.change(conversation.id, { kind: 'role', user, role })
  const undo = async (user: UserId, role: SealedRole): Promise<void> => {
    const undone = await change(user, role)
    if (!undone.ok) toasts.say({ text: membersFailureText(undone.failure, nameOf, wordsAbout(conversation)) })
  }
  return {
    failure,
    set: async (user, role) => {
      if (!(await run(() => change(user, role)))) return
      const text = managingWords.roleNow(nameOf(user), managingWords.roles[role])
      const before = role === 'admin' ? 'member' : 'admin'
      toasts.say(
        isOffline ? { text: managingWords.onceReached } : { text, undo: () => void undo(user, before) },
      )
    },
  }
}

export const useIsOffline = (): boolean => useReadable(usePerson().engine.connection).kind === 'offline'

interface MemberEntryProps {
  readonly reader: ConversationTrust['readers'][number]
  readonly name: string
  readonly mayChange: boolean
  readonly setRole: (role: SealedRole) => void
  readonly takeOut: () => void
}

function MemberEntry({ reader, name, mayChange, setRole, takeOut }: MemberEntryProps): JSX.Element {
  const { account } = usePerson()
  const { user, admin } = reader
  return (
    <>
      <Face name={user === account.user ? account.displayName : name} id={user} size="small" />
      <span className={styles.name} dir="auto" title={name}>
        {name}
      </span>
      {admin && <span className={styles.note}>{groupWords.admin}</span>}
      {mayChange && (
        <span className={styles.actions}>
          <Button
            look="link"
            aria-label={admin ? managingWords.takeGroupAdminOf(name) : managingWords.makeGroupAdminOf(name)}
            onClick={() => setRole(admin ? 'member' : 'admin')}
          >
            {admin ? managingWords.takeGroupAdmin : managingWords.makeGroupAdmin}
          </Button>
          <Button look="link" aria-label={groupWords.takeOutOf(name)} onClick={takeOut}>
            {groupWords.takeOut}
          </Button>
        </span>
      )}
    </>
  )
}

interface TakeOutQuestionProps extends Omit<GroupProps, 'readers'> {
  readonly user: UserId
  readonly onClose: () => void
  readonly onDone: () => void
}

function TakeOutQuestion(props: TakeOutQuestionProps): JSX.Element {
  const { model, conversation, nameOf, user, onClose, onDone } = props
  const { toasts } = usePage()
  const isOffline = useIsOffline()
  const { busy, failure, run } = useAction<MembersFailure>()
  const about = wordsAbout(conversation)
  const name = nameOf(user)
  const kind = privateChannelOf(conversation) === undefined ? 'group' : 'channel'
  const takeOut = async (): Promise<void> => {
    if (!(await run(() => model.change(conversation.id, { kind: 'remove', users: [user] })))) return
    onDone()
    toasts.say({ text: isOffline ? managingWords.onceReached : managingWords.takenOut(name) })
  }
  return (
    <Question
      title={managingWords.takeOutTitle[kind](name)}
      act={groupWords.takeOut}
      busy={busy}
      problem={failure && membersFailureText(failure, nameOf, about)}
      onAct={() => void takeOut()}
      onClose={onClose}
    >
      {managingWords.takeOutSealedText}
    </Question>
  )
}
