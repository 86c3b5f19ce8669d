import { type JSX, useEffect } from 'react'
import type { Request } from '../../../core/bridge/devices.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { CodeGroups } from '../../ui/code-groups.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { Progress } from '../../ui/progress.tsx'
import { clockTime } from '../../ui/times.ts'
import { words as uiWords } from '../../ui/words.ts'
import styles from './linking.module.css'
import type { LinkingModel } from './linking-model.ts'
import { linkFailureText, words } from './words.ts'

interface RequestDialogProps {
  readonly model: LinkingModel
  readonly onClose: () => void
}

/** On the new device: shows the code that an old one wants, and what arrives. */
export function RequestDialog({ model, onClose }: RequestDialogProps): JSX.Element {
  const request = useReadable(model.request)
  useEffect(() => {
    model.beginRequest()
    return () => model.endRequest()
  }, [model])
  const title =
    request.kind === 'done'
      ? words.receivedTitle
      : request.kind === 'failed'
        ? words.failedTitle
        : words.showTitle
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles.step}>
        <RequestStep request={request} />
        <DialogActions>
          {request.kind === 'failed' && (
            <Button look="primary" onClick={model.beginRequest}>
              {words.again}
            </Button>
          )}
          {request.kind === 'done' ? (
            <Button look="primary" onClick={onClose}>
              {words.done}
            </Button>
          ) : (
            <Button onClick={onClose}>{uiWords.cancel}</Button>
          )}
          {request.kind === 'asked' && !request.confirmed && (
            <Button look="primary" onClick={model.confirmRequest}>
              {words.askedConfirm}
            </Button>
          )}
        </DialogActions>
      </div>
    </Dialog>
  )
}

function RequestStep({ request }: { readonly request: Request }): JSX.Element {
  switch (request.kind) {
    case 'closed':
    case 'preparing':
      return (
        <>
          <p>{words.showSteps[0]}</p>
          <output>{words.preparing}</output>
        </>
      )
    case 'showing': {
      const [first, second] = words.showSteps
      return (
        <>
          <ol className={styles.steps}>
            <li>{first}</li>
            <li>{second}</li>
          </ol>
          <div className={styles.code}>
            <CodeGroups label={words.showLabel} code={request.code} size={4} columns={2} />
          </div>
          <p>{words.showName(request.device)}</p>
          <p className={styles.hint}>{words.showExpires(clockTime(request.expires))}</p>
        </>
      )
    }
    case 'asked':
      return request.confirmed ? (
        <output>{words.askedConfirmed}</output>
      ) : (
        <p>{words.asked(request.device)}</p>
      )
    case 'receiving':
      return (
        <>
          <Progress
            text={words.receiving(request.done, request.total)}
            done={request.done}
            total={request.total}
          />
          <p>{words.sendingText}</p>
        </>
      )
    case 'done':
      return <output>{words.receivedText}</output>
    case 'failed':
      return <Alert>{linkFailureText(request.failure)}</Alert>
  }
}
