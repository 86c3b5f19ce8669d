import type { JSX } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { Button } from '../../ui/button.tsx'
import { useConversation, useRowTabIndex } from '../conversation/conversation-context.tsx'
import styles from './refused.module.css'
import { words } from '../conversation/words.ts'
import { messageRefusalText } from './words.ts'

/** Why the server did not take a message, and what its author can do. What was written after it waits meanwhile. */
export function Refused({ message }: { readonly message: ShownMessage }): JSX.Element | undefined {
  const { actions, writing } = useConversation()
  const tabIndex = useRowTabIndex()
  if (message.delivery?.kind !== 'refused') return undefined
  const button = (label: string, act: (message: ShownMessage) => void): JSX.Element => (
    <Button look="link" className={styles.choice} tabIndex={tabIndex} onClick={() => act(message)}>
      {label}
    </Button>
  )
  return (
    <div className={styles.refused}>
      <p>{messageRefusalText(message.delivery.code, writing === 'closed')}</p>
      <div className={styles.choices}>
        {button(words.retry, actions.retry)}
        {!message.redacted && writing === 'open' && button(words.rewrite, actions.rewrite)}
        {button(words.discard, actions.discard)}
      </div>
    </div>
  )
}
