import { safeParse } from 'valibot'
import { type JSX, useState } from 'react'
import type { CommandFailure } from '../../../core/bridge/contract.ts'
import { createChannelBody } from '../../../core/protocol/api.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { commandFailureText } from '../connection/words.ts'
import { Form, text } from '../sign-in/form.tsx'
import { words } from './words.ts'

interface NewChannelDialogProps {
  readonly workspace: WorkspaceId
  readonly onCreated: (channel: ConversationId) => void
  readonly onClose: () => void
}

export function NewChannelDialog({ workspace, onCreated, onClose }: NewChannelDialogProps): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<CommandFailure>()
  const [errors, setErrors] = useState<{ readonly name?: string; readonly topic?: string }>({})
  const send = async (form: FormData): Promise<void> => {
    // People type "#Team Plans"; the channel is called team-plans.
    const name = text(form, 'channel').trim().replace(/^#/, '').replace(/\s+/gu, '-').toLowerCase()
    const topic = text(form, 'topic')
    const wrong = {
      ...(!safeParse(createChannelBody.entries.name, name).success && { name: words.channelNameWrong }),
      ...(!safeParse(createChannelBody.entries.topic, topic).success && { topic: words.topicWrong }),
    }
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    await run(async () => {
      const created = await bridge.call('directory.createChannel', { workspace, name, topic })
      if (created.ok) onCreated(created.value)
      return created
    })
  }
  return (
    <Dialog title={words.newChannel} onClose={onClose}>
      <Form send={(form) => void send(form)}>
        <Field
          label={words.channelName}
          name="channel"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          hint={words.channelNameHint}
          error={errors.name}
        />
        <Field
          label={words.topic}
          name="topic"
          autoComplete="off"
          hint={words.topicHint}
          error={errors.topic}
        />
        <Alert>{failure && commandFailureText(failure)}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {words.createChannel}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
