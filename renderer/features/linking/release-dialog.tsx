import { type JSX, useEffect, useState } from 'react'
import type { LinkFailure, Release } from '../../../core/bridge/devices.ts'
import { useAction } from '../../engine/use-action.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { PasswordStep } from '../account/password-step.tsx'
import { Form } from '../sign-in/form.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { focusNow } from '../../ui/focus-now.ts'
import { Progress } from '../../ui/progress.tsx'
import { dateText } from '../../ui/times.ts'
import { words as uiWords } from '../../ui/words.ts'
import { CodeInput } from './code-input.tsx'
import styles from './linking.module.css'
import { codeDigits, type LinkingModel } from './linking-model.ts'
import { linkFailureText, words } from './words.ts'

interface ReleaseDialogProps {
  readonly model: LinkingModel
  readonly onClose: () => void
}

/** On a device that has the keys: lets a new one in. Closing it stops what has not been confirmed. */
export function ReleaseDialog({ model, onClose }: ReleaseDialogProps): JSX.Element {
  const release = useReadable(model.release)
  useEffect(() => () => model.endRelease(), [model])
  return (
    <Dialog title={titleOf(release)} onClose={onClose}>
      <ReleaseStep model={model} release={release} onClose={onClose} />
    </Dialog>
  )
}

function titleOf(release: Release): string {
  switch (release.kind) {
    case 'closed':
      return words.releaseTitle
    case 'code-wanted':
      return words.codeTitle
    case 'found':
      return words.foundTitle(release.device)
    case 'sending':
      return words.sendingTitle(release.device)
    case 'done':
      return words.doneTitle(release.device)
    case 'failed':
      return words.failedTitle
  }
}

interface ReleaseStepProps extends ReleaseDialogProps {
  readonly release: Release
}

function ReleaseStep({ model, release, onClose }: ReleaseStepProps): JSX.Element {
  switch (release.kind) {
    case 'closed':
      return (
        <PasswordStep
          submit={words.releaseBegin}
          ask={model.beginRelease}
          failureText={linkFailureText}
          onCancel={onClose}
        >
          <p>{words.releaseIntro}</p>
        </PasswordStep>
      )
    case 'code-wanted':
      return <CodeStep model={model} onClose={onClose} />
    case 'found':
      return <FoundStep model={model} found={release} onClose={onClose} />
    case 'sending':
      return (
        <div className={styles.step}>
          <Progress
            text={words.sending(release.done, release.total)}
            done={release.done}
            total={release.total}
          />
          <p>{words.sendingText}</p>
        </div>
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
    case 'failed':
      return (
        <>
          <Alert>{linkFailureText(release.failure)}</Alert>
          <DialogActions>
            <Button onClick={onClose}>{uiWords.close}</Button>
            <Button look="primary" onClick={model.endRelease}>
              {words.again}
            </Button>
          </DialogActions>
        </>
      )
  }
}

function CodeStep({ model, onClose }: ReleaseDialogProps): JSX.Element {
  const { busy, failure, run } = useAction<LinkFailure>()
  const [code, setCode] = useState('')
  const [short, setShort] = useState(false)
  const error = short ? words.codeShort : failure && linkFailureText(failure)
  return (
    <Form
      send={() => {
        setShort(code.length < codeDigits)
        if (code.length === codeDigits) void run(() => model.enterCode(code))
      }}
    >
      <p>{words.codeText}</p>
      <CodeInput value={code} onChange={setCode} error={error} />
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button type="submit" look="primary" aria-disabled={busy}>
          {words.codeSubmit}
        </Button>
      </DialogActions>
    </Form>
  )
}

interface FoundStepProps extends ReleaseDialogProps {
  readonly found: Extract<Release, { readonly kind: 'found' }>
}

/** The second confirmation. The safe answer has the focus: a hasty Enter releases nothing. */
function FoundStep({ model, found, onClose }: FoundStepProps): JSX.Element {
  const { busy, failure, run } = useAction<LinkFailure>()
  return (
    <div className={styles.step}>
      <p>{found.conversations === 0 ? words.foundNone : words.foundText(found.conversations)}</p>
      <ul className={styles.consequences}>
        <li>{found.since === undefined ? words.foundAll : words.foundSince(dateText(found.since))}</li>
        <li>{words.foundAs}</li>
      </ul>
      <p>{words.foundSeen}</p>
      <Alert>{failure && linkFailureText(failure)}</Alert>
      <DialogActions>
        <Button ref={focusNow} onClick={onClose}>
          {words.foundCancel}
        </Button>
        <Button look="primary" aria-disabled={busy} onClick={() => void run(model.confirmRelease)}>
          {words.foundConfirm}
        </Button>
      </DialogActions>
    </div>
  )
}
