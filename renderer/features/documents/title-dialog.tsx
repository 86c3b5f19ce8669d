import { safeParse } from 'valibot'
import { type JSX, useState } from 'react'
import type { DirectoryEdit } from '../../../core/bridge/changes-contract.ts'
import type { EditFailure } from '../../../core/bridge/contract.ts'
import type { Document } from '../../../core/engine/engine.ts'
import type { SendFailure } from '../../../core/engine/send-failure.ts'
import { documentBody } from '../../../core/protocol/documents-api.ts'
import {
  type ConversationId,
  conversationId,
  documentId,
  randomId,
  type WorkspaceId,
} from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { describe } from '../../engine/describe.ts'
import { useAction } from '../../engine/use-action.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { systemRandom } from '../../platform/system.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { sendFailureText } from '../composer/words.ts'
import { IconField, TopicField, topicErrors } from '../manage/channel-fields.tsx'
import { manageFailureText } from '../manage/words.ts'
import { words as managingWords } from '../managing/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import styles from './title-dialog.module.css'
import { words } from './words.ts'

const retitle = ({ id, conversation, workspace, title }: Document, wanted: string): DirectoryEdit => ({
  kind: 'title',
  conversation,
  called: title,
  workspace,
  document: id,
  set: { title: wanted },
  was: { title },
})

interface TitleDialogProps {
  readonly workspace: WorkspaceId
  /** The one to be changed; left out for a new one. */
  readonly document?: Document
  readonly onCreated?: (conversation: ConversationId) => void
  readonly onClose: () => void
}

/** Names a new document, or changes what one that there is is called and is about. All of it waits for nobody. */
export function TitleDialog({ workspace, document, onCreated, onClose }: TitleDialogProps): JSX.Element {
  const { bridge } = usePage()
  const { engine } = usePerson()
  const titling = useAction<EditFailure>()
  const describing = useAction<SendFailure>()
  const [wrong, setWrong] = useState<{ readonly title?: string; readonly topic?: string }>({})
  const { topic: topicNow = '', icon: iconNow = '' } = document ?? {}
  const [icon, setIcon] = useState(iconNow)
  const [ids] = useState(() => ({
    conversation: randomId(conversationId, systemRandom),
    document: randomId(documentId, systemRandom),
  }))
  const isOffline = useReadable(engine.connection).kind === 'offline'
  const create = (title: string): Promise<boolean> =>
    titling.run(async () => {
      const made = { ...ids, called: title, workspace, title } as const
      const created = await bridge.call('directory.edit', { kind: 'create-document', ...made })
      if (created.ok) onCreated?.(ids.conversation)
      return created
    })
  const change = async (changed: Document, form: FormData): Promise<void> => {
    const { conversation } = changed
    const [title, topic] = [text(form, 'title').trim(), text(form, 'topic').trim()]
    const what = { ...(topic !== topicNow && { topic }), ...(icon !== iconNow && { icon }) }
    const isSaid =
      Object.keys(what).length === 0 || (await describing.run(() => describe(engine, conversation, what)))
    const isNamed =
      title === changed.title ||
      (await titling.run(() => bridge.call('directory.edit', retitle(changed, title))))
    if (isSaid && isNamed) onClose()
  }
  const send = async (form: FormData): Promise<void> => {
    const title = text(form, 'title')
    const errors = {
      ...(!safeParse(documentBody, { title }).success && { title: words.titleWrong }),
      ...topicErrors(text(form, 'topic').trim()),
    }
    setWrong(errors)
    titling.forget()
    describing.forget()
    if (Object.keys(errors).length > 0) return
    await (document === undefined ? create(title) : change(document, form))
  }
  return (
    <Dialog title={document === undefined ? words.newDocument : words.editDocument} onClose={onClose}>
      <Form send={(form) => void send(form)}>
        {isOffline && document !== undefined && <p className={styles.offline}>{managingWords.keptOffline}</p>}
        <Field
          label={words.title}
          name="title"
          autoComplete="off"
          maxLength={120}
          defaultValue={document?.title ?? ''}
          data-autofocus
          error={wrong.title}
        />
        {document !== undefined && (
          <>
            <TopicField value={topicNow} error={wrong.topic} />
            <IconField icon={icon} choose={setIcon} />
          </>
        )}
        <Alert>{titling.failure && manageFailureText(titling.failure)}</Alert>
        <Alert>{describing.failure && sendFailureText(describing.failure)}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={titling.busy || describing.busy}>
            {document === undefined ? words.createDocument : managingWords.save}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
