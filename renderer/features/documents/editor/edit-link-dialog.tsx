import type { Editor } from '@tiptap/core'
import { type JSX, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import type { OuterLink } from '../../links/outer-link.ts'
import { Form, text } from '../../sign-in/form.tsx'
import { words as uiWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { isSafeLink, linkFrom } from './safe-link.ts'

interface EditLinkDialogProps {
  readonly editor: Editor
  readonly follow: (link: OuterLink) => void
  readonly onClose: () => void
}

/** Sets, changes, opens or takes away the link at the selection. */
export function EditLinkDialog({ editor, follow, onClose }: EditLinkDialogProps): JSX.Element {
  const [wrong, setWrong] = useState(false)
  const [known] = useState((): string | undefined => {
    const { href }: { readonly href?: unknown } = editor.getAttributes('link')
    return typeof href === 'string' && isSafeLink(href) ? href : undefined
  })
  const send = (form: FormData): void => {
    const href = linkFrom(text(form, 'link'))
    setWrong(href === undefined)
    if (href === undefined) return
    onClose()
    const chain = editor.chain().focus().extendMarkRange('link')
    if (known === undefined && editor.state.selection.empty) {
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
    } else chain.setLink({ href }).run()
  }
  return (
    <Dialog title={known === undefined ? words.addLink : words.changeLink} onClose={onClose}>
      <Form send={send}>
        <Field
          label={words.linkAddress}
          name="link"
          type="text"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          defaultValue={known ?? ''}
          data-autofocus
          hint={words.linkHint}
          error={wrong ? words.linkWrong : undefined}
        />
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          {known !== undefined && (
            <>
              <Button
                onClick={() => {
                  onClose()
                  follow({ shown: known, url: known })
                }}
              >
                {words.openLink}
              </Button>
              <Button
                onClick={() => {
                  onClose()
                  editor.chain().focus().extendMarkRange('link').unsetLink().run()
                }}
              >
                {words.removeLink}
              </Button>
            </>
          )}
          <Button type="submit" look="primary">
            {words.setLink}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
