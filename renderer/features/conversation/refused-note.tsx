import type { JSX } from 'react'
import type { SendFailure } from '../../../core/engine/engine.ts'
import { useAction } from '../../engine/use-action.ts'
import { useSlice } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { sendFailureText } from '../composer/words.ts'
import type { ConversationModel } from './conversation-model.ts'
import styles from './refused.module.css'
import { changeRefusalText, words } from './words.ts'

/** Why the server did not take a change that shows on no message of this person, and what they can do. */
export function RefusedNote({ model: { open } }: { readonly model: ConversationModel }): JSX.Element {
  const code = useSlice(open.view, (view) => view.blocked)
  const { failure, run } = useAction<SendFailure>()
  return (
    <div role="alert" className={styles.note}>
      {code !== undefined && (
        <div className={styles.refused}>
          <p>
            {words.changeRefused} {failure === undefined ? changeRefusalText(code) : sendFailureText(failure)}
          </p>
          <div className={styles.choices}>
            <Button look="link" className={styles.choice} onClick={() => open.retry()}>
              {words.retry}
            </Button>
            <Button look="link" className={styles.choice} onClick={() => void run(() => open.discard())}>
              {words.discard}
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}
