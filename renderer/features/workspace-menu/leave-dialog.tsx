import type { JSX } from 'react'
import type { ManageFailure } from '../../../core/bridge/contract.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { words as conversationWords } from '../conversation/words.ts'
import { useScheduled } from '../later/use-scheduled.ts'
import { useMembers } from '../manage/use-members.ts'
import { manageFailureText } from '../manage/words.ts'
import type { WorkspaceQuestion } from './workspace-items.tsx'
import styles from './workspace-menu.module.css'
import { useTakenOut } from './taken-out.ts'
import { words } from './words.ts'

interface LeaveWorkspaceDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
  readonly ask: (question: WorkspaceQuestion) => void
  /** It is left; the directory tells of it in its own time. */
  readonly onLeft: () => void
}

/** Asked before it is done, at the server or not at all; whoever is its only owner is told what to do first. */
export function LeaveWorkspaceDialog(props: LeaveWorkspaceDialogProps): JSX.Element {
  const { workspace, onClose, ask, onLeft } = props
  const { id, name } = workspace
  const { bridge, toasts } = usePage()
  const { busy, failure, run } = useAction<ManageFailure>()
  const need = useNeed(workspace)
  const scheduled = useScheduled(id).length
  const text = [...words.leaveText, ...(scheduled === 0 ? [] : [words.scheduled(scheduled)])]
  // What is under way ends here: whoever had gone on would not hear why it failed.
  const close = (): void => {
    if (!busy) onClose()
  }
  const takenOut = useTakenOut()
  const leave = async (): Promise<void> => {
    const stays = takenOut.leaving(id)
    if (!(await run(() => bridge.call('workspace.leave', { workspace: id })))) return stays()
    toasts.say({ text: words.left(name) })
    onLeft()
  }
  return (
    <Dialog title={words.leaveTitle(name)} onClose={close}>
      <div className={styles.text}>
        {(need === undefined ? text : [words[need]]).map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <Alert>{failure && manageFailureText(failure)}</Alert>
      <DialogActions>
        <Button aria-disabled={busy} onClick={close}>
          {uiWords.cancel}
        </Button>
        {need === undefined ? (
          <Button look="danger" aria-disabled={busy} onClick={() => void leave()}>
            {words.act}
          </Button>
        ) : need === 'alone' ? (
          <Button look="primary" onClick={() => ask('invite')}>
            {conversationWords.invite}
          </Button>
        ) : (
          <Button look="primary" onClick={() => ask('members')}>
            {words.members}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}

/** What keeps this person in it: as far as this device knows, for the server decides. */
function useNeed({ id, role }: Workspace): 'lastOwner' | 'alone' | undefined {
  const { self } = useEngine()
  const others = useMembers(id).filter(({ user }) => user !== self)
  if (role !== 'owner' || others.some((other) => other.role === 'owner')) return undefined
  return others.length === 0 ? 'alone' : 'lastOwner'
}
