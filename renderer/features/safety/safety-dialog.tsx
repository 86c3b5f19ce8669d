import { BadgeCheck } from 'lucide-react'
import { type JSX, useEffect, useState } from 'react'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useAction } from '../../engine/use-action.ts'
import { useCopy } from '../../engine/use-copy.ts'
import { Button } from '../../ui/button.tsx'
import { CodeGroups, splitGroups } from '../../ui/code-groups.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SquareCode } from '../../ui/square-code.tsx'
import styles from './safety-dialog.module.css'
import { ScanCode } from './scan-code.tsx'
import type { SafetyNumber, TrustFailure } from '../../../core/bridge/trust.ts'
import type { TrustModel } from '../trust/trust-model.ts'
import { trustFailureText } from '../trust/words.ts'
import { words } from './words.ts'

type Answer = 'asked' | 'differs' | 'verified'

interface SafetyDialogProps {
  readonly model: TrustModel
  readonly user: UserId
  readonly name: string
  readonly onClose: () => void
}

/** Compares the keys of two people: by eye or ear, or from a picture. */
export function SafetyDialog({ model, user, name, onClose }: SafetyDialogProps): JSX.Element {
  const { number, failure, load } = useSafetyNumber(model, user)
  const [answer, setAnswer] = useState<Answer>('asked')
  const { failure: notVerified, run } = useAction<TrustFailure>()
  const matches = async (digits: string): Promise<void> => {
    if (await run(() => model.verify(user, digits))) setAnswer('verified')
  }
  return (
    <Dialog title={words.safetyTitle(name)} size="wide" onClose={onClose}>
      <div className={styles.steps}>
        {answer === 'asked' && number === undefined && failure === undefined && <p>{words.loading}</p>}
        <Alert>{failure && trustFailureText(failure)}</Alert>
        {answer === 'asked' && number !== undefined && (
          <>
            <p>{words.safetyIntro(name)}</p>
            <NumberView number={number} />
            <ScanCode model={model} user={user} name={name} differs={() => setAnswer('differs')} />
            <Alert>{notVerified && trustFailureText(notVerified)}</Alert>
            <DialogActions>
              <Button onClick={() => setAnswer('differs')}>{words.noMatch}</Button>
              <Button look="primary" onClick={() => void matches(number.digits)}>
                {words.match}
              </Button>
            </DialogActions>
          </>
        )}
        {answer === 'differs' && (
          <Differs
            name={name}
            again={() => {
              load()
              setAnswer('asked')
            }}
            onClose={onClose}
          />
        )}
        {answer === 'verified' && <Verified name={name} onClose={onClose} />}
      </div>
    </Dialog>
  )
}

function useSafetyNumber(
  model: TrustModel,
  user: UserId,
): {
  readonly number: SafetyNumber | undefined
  readonly failure: TrustFailure | undefined
  readonly load: () => void
} {
  const [attempt, setAttempt] = useState(0)
  const [number, setNumber] = useState<SafetyNumber>()
  const [failure, setFailure] = useState<TrustFailure>()
  useEffect(() => {
    let wanted = true
    void model.safetyNumber(user).then((result) => {
      if (!wanted) return
      setNumber(result.ok ? result.value : undefined)
      setFailure(result.ok ? undefined : result.failure)
    })
    return () => {
      wanted = false
    }
  }, [model, user, attempt])
  return { number, failure, load: () => setAttempt((count) => count + 1) }
}

function NumberView({ number }: { readonly number: SafetyNumber }): JSX.Element {
  const [copied, setCopied] = useState(false)
  const copy = useCopy()
  return (
    <div className={styles.number}>
      <SquareCode text={number.code} label={words.qrLabel} />
      <div className={styles.digits}>
        <CodeGroups label={words.safetyLabel} code={number.digits} size={5} columns={3} />
        <Button
          look="link"
          onClick={() => void copy(splitGroups(number.digits, 5).join(' ')).then(setCopied)}
        >
          {copied ? words.copied : words.copyNumber}
        </Button>
      </div>
    </div>
  )
}

interface DiffersProps {
  readonly name: string
  readonly again: () => void
  readonly onClose: () => void
}

function Differs({ name, again, onClose }: DiffersProps): JSX.Element {
  return (
    <div role="alert" className={styles.steps}>
      <h3>{words.noMatchTitle}</h3>
      {words.noMatchText(name).map((text) => (
        <p key={text}>{text}</p>
      ))}
      <DialogActions>
        <Button onClick={again}>{words.again}</Button>
        <Button look="primary" onClick={onClose}>
          {words.done}
        </Button>
      </DialogActions>
    </div>
  )
}

function Verified({ name, onClose }: { readonly name: string; readonly onClose: () => void }): JSX.Element {
  return (
    <>
      <output className={styles.steps}>
        <Panel icon={<BadgeCheck size={20} />} title={words.verifiedTitle(name)}>
          <p>{words.verifiedText(name)}</p>
        </Panel>
      </output>
      <DialogActions>
        <Button look="primary" onClick={onClose}>
          {words.done}
        </Button>
      </DialogActions>
    </>
  )
}
