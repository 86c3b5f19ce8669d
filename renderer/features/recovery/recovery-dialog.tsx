import { type JSX, useEffect, useState } from 'react'
import type { RecoveryState } from '../../../core/bridge/devices.ts'
import type { Account } from '../../../core/bridge/contract.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { PasswordStep } from '../account/password-step.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { dateText, momentText } from '../../ui/times.ts'
import { ConfirmCode } from './confirm-code.tsx'
import styles from './recovery.module.css'
import type { RecoveryModel } from './recovery-model.ts'
import { ShowCode } from './show-code.tsx'
import { recoveryFailureText, words } from './words.ts'

type Step =
  | { readonly kind: 'about' | 'password' | 'done' }
  | { readonly kind: 'show' | 'confirm'; readonly code: string }

interface RecoveryDialogProps {
  readonly model: RecoveryModel
  readonly onClose: () => void
}

/** How the account's recovery stands, and the steps to a new code: password, code, proof that it was written down. */
export function RecoveryDialog({ model, onClose }: RecoveryDialogProps): JSX.Element {
  const state = useReadable(model.state)
  const { account } = usePerson()
  const [step, setStep] = useState<Step>({ kind: 'about' })
  useEffect(() => () => model.discard(), [model])
  return (
    <Dialog title={titleOf(step)} onClose={onClose}>
      <StepView
        model={model}
        state={state}
        account={account}
        step={step}
        setStep={setStep}
        onClose={onClose}
      />
    </Dialog>
  )
}

function titleOf({ kind }: Step): string {
  switch (kind) {
    case 'about':
    case 'password':
      return words.title
    case 'show':
      return words.showTitle
    case 'confirm':
      return words.confirmTitle
    case 'done':
      return words.doneTitle
  }
}

interface StepViewProps extends RecoveryDialogProps {
  readonly state: RecoveryState
  readonly account: Account
  readonly step: Step
  readonly setStep: (step: Step) => void
}

function StepView({ model, state, account, step, setStep, onClose }: StepViewProps): JSX.Element {
  switch (step.kind) {
    case 'about':
      return <About state={state} goOn={() => setStep({ kind: 'password' })} />
    case 'password':
      return (
        <PasswordStep
          submit={state.kind === 'set-up' ? words.renew : words.setUp}
          ask={async (password) => {
            const prepared = await model.prepare(password)
            if (prepared.ok) setStep({ kind: 'show', code: prepared.value })
            return prepared
          }}
          failureText={recoveryFailureText}
          onCancel={onClose}
        >
          {state.kind === 'set-up' && <p>{words.renewText}</p>}
        </PasswordStep>
      )
    case 'show':
      return (
        <ShowCode
          code={step.code}
          username={account.username}
          goOn={() => setStep({ kind: 'confirm', code: step.code })}
          onClose={onClose}
        />
      )
    case 'confirm':
      return (
        <ConfirmCode
          model={model}
          code={step.code}
          showAgain={() => setStep({ kind: 'show', code: step.code })}
          onDone={() => setStep({ kind: 'done' })}
        />
      )
    case 'done':
      return (
        <>
          <output>{words.doneText}</output>
          <DialogActions>
            <Button look="primary" onClick={onClose}>
              {words.done}
            </Button>
          </DialogActions>
        </>
      )
  }
}

function About({ state, goOn }: { readonly state: RecoveryState; readonly goOn: () => void }): JSX.Element {
  return (
    <div className={styles.step}>
      <p>{stateText(state)}</p>
      <p className={styles.muted}>{words.explain}</p>
      {state.kind !== 'unknown' && (
        <DialogActions>
          <Button look={state.kind === 'set-up' ? 'secondary' : 'primary'} data-autofocus onClick={goOn}>
            {state.kind === 'set-up' ? words.renew : words.setUp}
          </Button>
        </DialogActions>
      )}
    </div>
  )
}

function stateText(state: RecoveryState): string {
  switch (state.kind) {
    case 'unknown':
      return words.unknownText
    case 'not-set-up':
      return words.notSetUpText
    case 'set-up':
      return state.renewed
        ? words.renewedText(dateText(state.made), momentText(state.saved))
        : words.setUpText(dateText(state.made), momentText(state.saved))
  }
}
