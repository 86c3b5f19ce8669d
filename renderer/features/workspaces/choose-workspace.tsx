import { safeParse } from 'valibot'
import { type JSX, useEffect, useState } from 'react'
import type { CommandFailure } from '../../../core/bridge/contract.ts'
import { createWorkspaceBody, type OpenWorkspace } from '../../../core/protocol/api.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { InvitationDialog } from '../account/late.ts'
import { words as accountWords } from '../account/words.ts'
import { commandFailureText } from '../connection/words.ts'
import { findContacts } from '../people/find-contacts.ts'
import { Form, text } from '../sign-in/form.tsx'
import styles from './choose-workspace.module.css'
import { words } from './words.ts'

interface ChooseWorkspaceProps {
  /** The directory will tell of it in its own time. */
  readonly onEntered?: (workspace: WorkspaceId) => void
}

/** Join one of the workspaces that are open on this server, or create one. */
export function ChooseWorkspace({ onEntered }: ChooseWorkspaceProps): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<CommandFailure>()
  const [error, setError] = useState<string>()
  const [isInvited, setInvited] = useState(false)
  const { listing, again } = useListing()
  const isFirst = listing.kind === 'loaded' && listing.workspaces.length === 0

  const join = async (workspace: WorkspaceId): Promise<void> => {
    if (await run(() => bridge.call('directory.joinWorkspace', { workspace }))) onEntered?.(workspace)
  }
  const create = async (form: FormData): Promise<void> => {
    const name = text(form, 'workspace')
    const wrong = !safeParse(createWorkspaceBody, { name }).success
    setError(wrong ? words.nameWrong : undefined)
    if (wrong) return
    await run(async () => {
      const created = await bridge.call('directory.createWorkspace', { name })
      if (created.ok) onEntered?.(created.value)
      return created
    })
  }

  return (
    <div className={styles.choose}>
      <section className={styles.open} aria-label={words.open}>
        <ListingView listing={listing} join={(workspace) => void join(workspace)} busy={busy} again={again} />
      </section>
      <div className={styles.invited}>
        <Button look="link" onClick={() => setInvited(true)}>
          {accountWords.useInvitation}
        </Button>
      </div>
      {isInvited && <InvitationDialog onClose={() => setInvited(false)} />}
      <div className={styles.create}>
        <h2 className={styles.subtitle}>{words.createTitle}</h2>
        <Form send={(form) => void create(form)}>
          <Field label={words.name} name="workspace" autoComplete="off" error={error} />
          <Button type="submit" look={isFirst ? 'primary' : 'secondary'} aria-disabled={busy}>
            {words.create}
          </Button>
        </Form>
      </div>
      <Alert>{failure && commandFailureText(failure)}</Alert>
    </div>
  )
}

type Listing =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: CommandFailure }
  | { readonly kind: 'loaded'; readonly workspaces: ReadonlyArray<OpenWorkspace> }

/** Ms. Nothing tells somebody who is in no workspace that one was made: whoever waits for it here sees it come. */
const listedAgain = 10_000

function useListing(): { readonly listing: Listing; readonly again: () => void } {
  const { bridge } = usePage()
  const [attempt, setAttempt] = useState(0)
  const [listing, setListing] = useState<Listing>({ kind: 'loading' })
  useEffect(() => {
    let wanted = true
    const load = async (): Promise<void> => {
      const result = await bridge.call('directory.workspaces', {})
      if (!wanted) return
      setListing((listing) => {
        if (result.ok) return { kind: 'loaded', workspaces: result.value }
        return listing.kind === 'loaded' ? listing : { kind: 'failed', failure: result.failure }
      })
    }
    void load()
    const timer = setInterval(() => void load(), listedAgain)
    return () => {
      wanted = false
      clearInterval(timer)
    }
  }, [bridge, attempt])
  return { listing, again: () => setAttempt(attempt + 1) }
}

interface ListingViewProps {
  readonly join: (workspace: WorkspaceId) => void
  readonly busy: boolean
  readonly listing: Listing
  readonly again: () => void
}

function ListingView({ listing, join, busy, again }: ListingViewProps): JSX.Element {
  switch (listing.kind) {
    case 'loading':
      return <p className={styles.note}>{words.loading}</p>
    case 'failed':
      return (
        <div className={styles.failed}>
          <Alert>{commandFailureText(listing.failure)}</Alert>
          <Button onClick={again}>{words.again}</Button>
        </div>
      )
    case 'loaded':
      if (listing.workspaces.length === 0) return <p className={styles.note}>{words.none}</p>
      return <Workspaces workspaces={listing.workspaces} join={join} busy={busy} />
  }
}

/** So many are seen together; of more, whoever looks for one writes a part of its name. */
const seenTogether = 8

interface WorkspacesProps extends Pick<ListingViewProps, 'join' | 'busy'> {
  readonly workspaces: ReadonlyArray<OpenWorkspace>
}

function Workspaces({ workspaces, join, busy }: WorkspacesProps): JSX.Element {
  const [sought, setSought] = useState('')
  const found = findContacts(workspaces, sought)
  return (
    <>
      {(workspaces.length > seenTogether || sought !== '') && (
        <Field
          label={words.find}
          type="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          value={sought}
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
      )}
      <output className={styles.note}>{found.length === 0 && words.noneFound}</output>
      <ul className={styles.list}>
        {found.map((workspace) => (
          <li key={workspace.id}>
            <WorkspaceEntry workspace={workspace} join={join} busy={busy} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface WorkspaceEntryProps extends Pick<ListingViewProps, 'join' | 'busy'> {
  readonly workspace: OpenWorkspace
}

function WorkspaceEntry({ workspace, join, busy }: WorkspaceEntryProps): JSX.Element {
  const { id, name, joined, members } = workspace
  const about = (
    <>
      <Avatar name={name} id={id} />
      <span className={styles.about}>
        <span className={styles.name} dir="auto">
          {joined ? name : words.join(name)}
        </span>
        <span className={styles.meta}>{joined ? words.joined : words.members(members)}</span>
      </span>
    </>
  )
  if (joined) return <div className={styles.entry}>{about}</div>
  return (
    <button type="button" className={styles.entry} title={name} aria-disabled={busy} onClick={() => join(id)}>
      {about}
    </button>
  )
}
