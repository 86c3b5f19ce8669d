import { type JSX, useState } from 'react'
import {
  maxSectionName,
  newSection,
  placed,
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
    if (section !== undefined) {
      if (await attempt(() => [renamedSection(section, name)])) onClose()
      return
    }
    const id = newSectionId()
    const isMade = await attempt((all) => {
      const made = newSection(all, id, name)
      return 'kind' in made ? made : [made]
    })
    if (!isMade) return
    if (
      conversation === undefined ||
      (await attempt((all) => placed(all, conversation, { kind: 'section', id })))
    )
      onClose()
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
