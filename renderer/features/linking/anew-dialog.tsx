import { type JSX, useState } from 'react'
import type { LinkFailure } from '../../../core/bridge/devices.ts'
import { fail } from '../../../core/base/result.ts'
import { PasswordStep } from '../account/password-step.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './linking.module.css'
import type { LinkingModel } from './linking-model.ts'
import { linkFailureText, words } from './words.ts'

interface AnewDialogProps {
  readonly model: LinkingModel
  readonly onClose: () => void
  readonly onDone: () => void
}

type Refusal = LinkFailure | { readonly kind: 'not-understood' }

/** The last way: a new key. What it costs is said first and has to be acknowledged. */
export function AnewDialog({ model, onClose, onDone }: AnewDialogProps): JSX.Element {
  const [understood, setUnderstood] = useState(false)
  // Keys that a backup has brought go on opening what they are of.
  const hasKeys = useReadable(model.linked) === undefined
  const [first, ...rest] = words.anewConsequences
  return (
    <Dialog title={words.anewTitle} onClose={onClose}>
      <PasswordStep<Refusal>
        submit={words.anewSubmit}
        look="danger"
        ask={(password) =>
          understood ? model.startAnew(password) : Promise.resolve(fail({ kind: 'not-understood' }))
        }
        failureText={(refusal) =>
          refusal.kind === 'not-understood' ? words.anewNotUnderstood : linkFailureText(refusal)
        }
        onDone={onDone}
        onCancel={onClose}
      >
        <ul className={styles.consequences}>
          {[hasKeys ? words.anewKept : first, ...rest].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <label className={styles.tick}>
          <input
            type="checkbox"
            checked={understood}
            onChange={(event) => setUnderstood(event.currentTarget.checked)}
          />
          {words.anewUnderstood}
        </label>
      </PasswordStep>
    </Dialog>
  )
}
