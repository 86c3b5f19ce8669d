import { safeParse } from 'valibot'
import { type JSX, useState } from 'react'
import type { DirectoryEdit } from '../../../core/bridge/changes-contract.ts'
import type { EditFailure } from '../../../core/bridge/contract.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import { createWorkspaceBody } from '../../../core/protocol/api.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { manageFailureText } from '../manage/words.ts'
import { words as managingWords } from '../managing/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import { words as workspaceWords } from '../workspaces/words.ts'
import { words } from './words.ts'

const rename = ({ id, name }: Workspace, wanted: string): DirectoryEdit => ({
  kind: 'rename-workspace',
  workspace: id,
  called: name,
  set: { name: wanted },
  was: { name },
})

interface RenameWorkspaceDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
}

export function RenameWorkspaceDialog({ workspace, onClose }: RenameWorkspaceDialogProps): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run, forget } = useAction<EditFailure>()
  const isOffline = useReadable(useEngine().connection).kind === 'offline'
  const [isWrong, setWrong] = useState(false)
  const send = async (form: FormData): Promise<void> => {
    const name = text(form, 'workspace').trim()
    const wrong = !safeParse(createWorkspaceBody, { name }).success
    setWrong(wrong)
    forget()
    if (wrong) return
    const isDone =
      name === workspace.name || (await run(() => bridge.call('directory.edit', rename(workspace, name))))
    if (isDone) onClose()
  }
  return (
    <Dialog title={words.renameTitle} onClose={onClose}>
      <Form send={(form) => void send(form)} edited={() => setWrong(false)}>
        <Field
          label={workspaceWords.name}
          name="workspace"
          autoComplete="off"
          dir="auto"
          data-autofocus
          defaultValue={workspace.name}
          hint={isOffline ? managingWords.keptOffline : words.renameHint}
          error={isWrong ? workspaceWords.nameWrong : undefined}
        />
        <Alert>{failure && manageFailureText(failure)}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {managingWords.save}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
