import {
  CircleCheck,
  CloudAlert,
  CloudDownload,
  CloudOff,
  CloudUpload,
  RefreshCw,
  Unplug,
} from 'lucide-react'
import type { JSX } from 'react'
import type { ConnectionState } from '../../../core/engine/engine.ts'
import type { StuckPlace } from '../../../core/sync/outbox-decisions.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { keyOf } from '../conversation/rows.ts'
import { useNavigation } from '../../engine/navigation.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { clockTime } from '../../ui/times.ts'
import styles from './connection-status.module.css'
import { connectionShortText, connectionText, historyText, words } from './words.ts'

interface ConnectionStatusProps {
  /** The conversation that is shown. */
  readonly here?: ConversationId
}

/**
 * The state of the connection in words: quiet when all is well. In little room it says less, to screen readers all. To what was
 * refused it leads.
 */
export function ConnectionStatus({ here }: ConnectionStatusProps): JSX.Element {
  const engine = useEngine()
  const state = useReadable(engine.connection)
  const progress = useReadable(engine.progress)
  const { goTo, goToConversation } = useNavigation()
  // What is no message is told of in the conversation itself.
  const isOutOfView = ({ conversation, message }: StuckPlace): boolean =>
    conversation !== here || message !== undefined
  const places = here === undefined ? [] : (state.stuckIn?.filter(isOutOfView) ?? [])
  const stuck = places.find(({ conversation }) => conversation !== here) ?? places[0]
  const show = ({ conversation, message }: StuckPlace): unknown =>
    message === undefined
      ? goToConversation(conversation)
      : goTo(conversation, keyOf({ id: message, author: engine.self }))
  const history =
    progress !== undefined && state.kind === 'online' && state.queued === 0
      ? historyText(progress)
      : undefined
  const text =
    history ?? connectionText(state, state.syncedAt === undefined ? undefined : clockTime(state.syncedAt))
  return (
    <div className={styles.leading}>
      {/* A percentage that counts up is nothing to be read aloud. */}
      <output
        aria-live={history === undefined ? 'polite' : 'off'}
        className={styles.status}
        data-kind={state.kind}
        data-stuck={state.kind === 'online' && state.queued > 0 && state.queued === state.stuck}
        data-quiet={history === undefined && state.kind === 'online' && state.queued === 0}
        title={text}
      >
        {history === undefined ? <ConnectionIcon state={state} /> : <CloudDownload {...iconLook} />}
        <span className={styles.full}>{text}</span>
        <span className={styles.short} aria-hidden>
          {history ?? connectionShortText(state)}
        </span>
      </output>
      {stuck !== undefined && (
        <Button
          look="link"
          className={styles.show}
          aria-label={words.showStuckOf}
          onClick={() => show(stuck)}
        >
          {words.showStuck}
        </Button>
      )}
    </div>
  )
}

const iconLook = { size: 14, 'aria-hidden': true } as const

function ConnectionIcon({ state }: { readonly state: ConnectionState }): JSX.Element {
  switch (state.kind) {
    case 'online':
      if (state.queued === 0) return <CircleCheck {...iconLook} />
      return state.queued === state.stuck ? <CloudAlert {...iconLook} /> : <CloudUpload {...iconLook} />
    case 'connecting':
      return <RefreshCw {...iconLook} />
    case 'offline':
      return <CloudOff {...iconLook} />
    case 'signed-out':
    case 'stopped':
      return <Unplug {...iconLook} />
  }
}
