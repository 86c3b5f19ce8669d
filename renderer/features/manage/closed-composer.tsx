import { Archive, DoorOpen } from 'lucide-react'
import type { JSX } from 'react'
import type { EditFailure } from '../../../core/bridge/contract.ts'
import type { Channel } from '../../../core/engine/engine.ts'
import type { Role } from '../../../core/protocol/directory.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './manage.module.css'
import { channelRights } from './rights.ts'
import { edits } from './use-manage.ts'
import { words } from '../managing/words.ts'
import { manageFailureText } from './words.ts'

interface ClosedComposerProps {
  readonly channel: Channel
  readonly role: Role
}

/** Stands where one writes in a channel that is closed to this person, with the way to open it. */
export function ClosedComposer({ channel, role }: ClosedComposerProps): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<EditFailure>()
  const rights = channelRights(channel, role)
  const isArchived = channel.archived === true
  const reopen = (): void => void run(() => bridge.call('directory.edit', edits.archive(channel, false)))
  const join = (): void => void run(() => bridge.call('directory.edit', edits.join(channel, true)))
  const isOffered = isArchived ? rights.archive : rights.join
  return (
    <div className={styles.closed}>
      <Panel
        icon={isArchived ? <Archive size={20} /> : <DoorOpen size={20} />}
        title={isArchived ? words.archivedTitle : words.leftTitle}
        actions={
          isOffered && (
            <Button look="primary" aria-disabled={busy} onClick={isArchived ? reopen : join}>
              {isArchived ? words.reopen : words.join}
            </Button>
          )
        }
      >
        <p>{isArchived ? words.archivedText : words.leftText}</p>
        {isArchived && !rights.archive && <p>{words.archivedAsk}</p>}
        <Alert>{failure && manageFailureText(failure)}</Alert>
      </Panel>
    </div>
  )
}
