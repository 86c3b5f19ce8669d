import { type JSX, useState } from 'react'
import { maxSectionName, sectionName } from '../../../core/engine/personal/arrangement.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import { words } from './words.ts'

interface SectionDialogProps {
  /** What it is called now; left out for a new one. */
  readonly name?: string
  readonly onClose: () => void
  readonly onNamed: (name: string) => void
}

/** Names a section, on this device at once and on the person's others when they are reached. */
export function SectionDialog({ name, onClose, onNamed }: SectionDialogProps): JSX.Element {
  const [wrong, setWrong] = useState(false)
  const send = (form: FormData): void => {
    const named = sectionName(text(form, 'name'))
    setWrong(named === undefined)
    if (named !== undefined) onNamed(named)
  }
  return (
    <Dialog title={name === undefined ? words.newSection : words.renameTitle} onClose={onClose}>
      <Form send={send}>
        <Field
          label={words.sectionName}
          name="name"
          autoComplete="off"
          maxLength={maxSectionName}
          defaultValue={name ?? ''}
          data-autofocus
          error={wrong ? words.sectionNameMissing : undefined}
        />
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="primary">
            {name === undefined ? words.create : words.save}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
