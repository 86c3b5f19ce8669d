import { type JSX, useEffect, useState } from 'react'
import type { CommandFailure } from '../../../core/bridge/contract.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { MadeInvitation, OpenInvitation } from '../../../core/protocol/identity-api.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { useCopy } from '../../engine/use-copy.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { FactsLine } from '../../ui/facts-line.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { momentText } from '../../ui/times.ts'
import { words as managingWords } from '../managing/words.ts'
import { manageFailureText } from '../manage/words.ts'
import styles from './invite.module.css'
import { words } from './words.ts'

/** An owner is made of a member: whoever finds a link must not own the workspace. */
const roles = ['member', 'guest', 'admin'] as const
const uses = [1, 10, 100]
const days = [1, 7, 30]
const daySeconds = 86_400

interface InviteDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
}

/** Makes links that bring people into a workspace, and takes them back. The server has to agree to each. */
export function InviteDialog({
  workspace: { id: workspace, name },
  onClose,
}: InviteDialogProps): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<CommandFailure>()
  const [role, setRole] = useState<(typeof roles)[number]>('member')
  const [count, setCount] = useState(1)
  const [lasts, setLasts] = useState(7)
  const [made, setMade] = useState<MadeInvitation>()
  const [open, setOpen] = useState<ReadonlyArray<OpenInvitation>>()
  const list = async (): Promise<boolean> =>
    run(async () => {
      const answer = await bridge.call('invitation.list', { workspace })
      if (answer.ok) setOpen(answer.value)
      return answer
    })
  useEffect(() => void list(), []) // oxlint-disable-line react/exhaustive-deps -- as it opens
  const make = async (): Promise<void> => {
    const kind = { workspace, role, uses: count, expiresInSeconds: lasts * daySeconds }
    const done = await run(async () => {
      const answer = await bridge.call('invitation.create', kind)
      if (answer.ok) setMade(answer.value)
      return answer
    })
    if (done) await list()
  }
  const takeBack = async (invitation: OpenInvitation['id']): Promise<void> => {
    if (!(await run(() => bridge.call('invitation.remove', { workspace, invitation })))) return
    if (made?.id === invitation) setMade(undefined)
    await list()
  }
  return (
    <Dialog title={words.title(name)} size="wide" onClose={onClose}>
      <div className={styles.body}>
        <p>{words.intro}</p>
        <Choices
          legend={words.role}
          all={roles}
          chosen={role}
          choose={setRole}
          name={(each) => managingWords.roles[each]}
          note={role !== 'member' && <p className={styles.note}>{words.notes[role]}</p>}
        />
        <Choices legend={words.uses} all={uses} chosen={count} choose={setCount} name={words.usesOf} />
        <Choices legend={words.lasts} all={days} chosen={lasts} choose={setLasts} name={words.days} />
        <Alert>{failure && manageFailureText(failure)}</Alert>
        {made !== undefined && <MadeLink key={made.id} link={made.link} />}
        <DialogActions>
          <Button
            look={made === undefined ? 'primary' : 'secondary'}
            aria-disabled={busy}
            data-autofocus
            onClick={() => void make()}
          >
            {words.make}
          </Button>
        </DialogActions>
        <OpenLinks open={open} busy={busy} takeBack={(invitation) => void takeBack(invitation)} />
      </div>
    </Dialog>
  )
}

function MadeLink({ link }: { readonly link: string }): JSX.Element {
  const [copied, setCopied] = useState(false)
  const copy = useCopy()
  return (
    <div className={styles.made}>
      <Field
        label={words.link}
        hint={words.once}
        value={link}
        readOnly
        dir="ltr"
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button look="primary" onClick={() => void copy(link).then(setCopied)}>
        <span aria-live="polite">{copied ? words.copied : words.copy}</span>
      </Button>
    </div>
  )
}

interface OpenLinksProps {
  /** Undefined until the server has said. */
  readonly open: ReadonlyArray<OpenInvitation> | undefined
  readonly busy: boolean
  readonly takeBack: (invitation: OpenInvitation['id']) => void
}

function OpenLinks({ open, busy, takeBack }: OpenLinksProps): JSX.Element {
  return (
    <section className={styles.open} aria-label={words.open}>
      <h3>{words.open}</h3>
      {open === undefined && busy && <p className={styles.note}>{words.loading}</p>}
      {open?.length === 0 && <p className={styles.note}>{words.none}</p>}
      <ul>
        {open?.map(({ id, role, uses: left, expires, email }) => {
          const facts = [
            ...(email === null ? [] : [email]),
            managingWords.roles[role],
            words.usesOf(left),
            words.until(momentText(expires)),
          ]
          return (
            <li key={id}>
              <span>
                <FactsLine facts={facts} />
              </span>
              <Button
                aria-disabled={busy}
                aria-label={words.takeBackOf(facts.join(', '))}
                onClick={() => takeBack(id)}
              >
                {words.takeBack}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
