import { type JSX, useEffect, useState } from 'react'
import type { CommandFailure, LeaveFailure } from '../../../core/bridge/contract.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { useSlice } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { PasswordStep } from '../account/password-step.tsx'
import { commandFailureText } from '../connection/words.ts'
import { farewell } from '../sign-in/farewell.ts'
import { useWaysIn } from '../sign-in/use-ways-in.ts'
import { BackupNote } from './backup-note.tsx'
import styles from './leaving.module.css'
import { leaveFailureText, words } from './words.ts'

type Failure = LeaveFailure | { readonly kind: 'not-erased' }

/** The account goes from the relay, then all of it from this device. */
export function DeleteAccountDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { bridge } = usePage()
  const { account, engine } = usePerson()
  const ways = useWaysIn()
  const waiting = useSlice(engine.connection, ({ queued }) => queued)
  const { hasPassword, failure: unread, readAgain } = useHasPassword()
  const [needed, setNeeded] = useState<ReadonlyArray<string>>([])
  const failureText = (failure: Failure): string =>
    failure.kind === 'not-erased'
      ? words.eraseLater
      : leaveFailureText(failure, { needed, provider: ways?.provider?.name ?? new URL(account.relay).host })
  const leave = async (password?: string): Promise<Result<void, Failure>> => {
    const left = await bridge.call('account.delete', {
      farewell: farewell(),
      ...(password !== undefined && { password }),
    })
    if (!left.ok) {
      if (left.failure.kind === 'last-owner') setNeeded(await ownedAlone(engine))
      return left
    }
    const erased = await bridge.call('session.erase', {})
    return erased.ok ? ok(undefined) : fail({ kind: 'not-erased' })
  }
  return (
    <Dialog title={words.removeTitle} onClose={onClose}>
      <div className={styles.text}>
        {words.removeText.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <BackupNote />
      {waiting > 0 && <Alert>{words.eraseWaiting(waiting)}</Alert>}
      <Alert>{unread && commandFailureText(unread)}</Alert>
      {hasPassword === undefined && (
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          {unread !== undefined && <Button onClick={readAgain}>{words.tryAgain}</Button>}
        </DialogActions>
      )}
      {hasPassword === true && (
        <PasswordStep
          submit={words.remove}
          look="danger"
          ask={leave}
          failureText={failureText}
          onCancel={onClose}
        />
      )}
      {hasPassword === false && <BrowserStep leave={leave} failureText={failureText} onCancel={onClose} />}
    </Dialog>
  )
}

interface PasswordKnown {
  /** Undefined until the relay has said so. */
  readonly hasPassword: boolean | undefined
  readonly failure: CommandFailure | undefined
  readonly readAgain: () => void
}

/** Asked again by itself when there is a network again. */
function useHasPassword(): PasswordKnown {
  const { bridge } = usePage()
  const { engine } = usePerson()
  const isOnline = useSlice(engine.connection, ({ kind }) => kind === 'online')
  const [hasPassword, setHasPassword] = useState<boolean>()
  const [failure, setFailure] = useState<CommandFailure>()
  const [attempt, setAttempt] = useState(0)
  const isRead = hasPassword !== undefined
  useEffect(() => {
    if (isRead) return undefined
    let isGone = false
    void bridge.call('account.read', {}).then((answer) => {
      if (isGone) return
      setFailure(answer.ok ? undefined : answer.failure)
      if (answer.ok) setHasPassword(answer.value.hasPassword)
    })
    return () => {
      isGone = true
    }
  }, [bridge, isRead, isOnline, attempt])
  return { hasPassword, failure, readAgain: () => setAttempt(attempt + 1) }
}

interface BrowserStepProps {
  readonly leave: () => Promise<Result<void, Failure>>
  readonly failureText: (failure: Failure) => string
  readonly onCancel: () => void
}

function BrowserStep({ leave, failureText, onCancel }: BrowserStepProps): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<Failure>()
  useEffect(() => () => void bridge.call('session.cancelProvider', {}), [bridge])
  return (
    <>
      <p>{words.browserText}</p>
      <Alert>{failure && failureText(failure)}</Alert>
      <DialogActions>
        <Button onClick={onCancel}>{uiWords.cancel}</Button>
        <Button look="danger" aria-disabled={busy} onClick={() => void run(leave)}>
          {words.goOn}
        </Button>
      </DialogActions>
    </>
  )
}

/** The workspaces that keep the person here. */
async function ownedAlone({
  self,
  directory,
  members,
}: ReturnType<typeof usePerson>['engine']): Promise<ReadonlyArray<string>> {
  const owned = directory.read().workspaces.filter(({ role }) => role === 'owner')
  const listed = await Promise.all(
    owned.map(async ({ id, name }) => {
      const others = (await members(id)).filter(({ user }) => user !== self)
      return others.length > 0 && others.every(({ role }) => role !== 'owner') ? [name] : []
    }),
  )
  return listed.flat()
}
