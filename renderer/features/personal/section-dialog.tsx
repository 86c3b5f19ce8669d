import { type JSX, useState } from 'react'
import {
  maxSectionName,
  newSection,
  renamedSection,
  sectionName,
} from '../../../core/engine/personal/arrangement.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import type { SectionQuestion } from './ask-section.ts'
import { newSectionId } from './drag.ts'
import { useChanging } from './use-personal.ts'
import { words } from './words.ts'

interface SectionDialogProps {
  readonly workspace: WorkspaceId
  readonly question: SectionQuestion
  readonly onClose: () => void
}

/** Names a section, on this device at once and on the person's others when they are reached. */
export function SectionDialog({ workspace, question, onClose }: SectionDialogProps): JSX.Element {
  const { section, conversation } = question
  const [wrong, setWrong] = useState(false)
  const { attempt, problem } = useChanging(workspace)
  const apply = async (name: string): Promise<void> => {
    const changes: Parameters<typeof attempt>[0] = (all) =>
      section === undefined
        ? newSection(all, newSectionId(), name, conversation)
        : [renamedSection(section, name)]
    if (await attempt(changes)) onClose()
  }
  const send = (form: FormData): void => {
    const named = sectionName(text(form, 'name'))
    setWrong(named === undefined)
    if (named !== undefined) void apply(named)
  }
  return (
    <Dialog title={section === undefined ? words.newSection : words.renameTitle} onClose={onClose}>
      <Form send={send}>
        <Field
          label={words.sectionName}
          name="name"
          autoComplete="off"
          maxLength={maxSectionName}
          defaultValue={section?.name ?? ''}
          data-autofocus
          error={wrong ? words.sectionNameMissing : undefined}
        />
        <Alert>{problem}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="primary">
            {section === undefined ? words.create : words.save}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
