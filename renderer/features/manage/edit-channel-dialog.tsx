import { type JSX, useState } from 'react'
import type { EditFailure } from '../../../core/bridge/contract.ts'
import type { Channel } from '../../../core/engine/engine.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { Form } from '../sign-in/form.tsx'
import {
  type ChannelErrors,
  channelErrors,
  channelFieldsOf,
  IconField,
  NameField,
  TopicField,
} from './channel-fields.tsx'
import { edits } from './use-manage.ts'
import { words } from '../managing/words.ts'
import { manageFailureText } from './words.ts'

interface EditChannelDialogProps {
  readonly channel: Channel
  readonly onClose: () => void
}

/** All three at once, or none. */
export function EditChannelDialog({ channel, onClose }: EditChannelDialogProps): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run, forget } = useAction<EditFailure>()
  const [errors, setErrors] = useState<ChannelErrors>({})
  const [icon, setIcon] = useState(channel.icon ?? '')
  const send = async (form: FormData): Promise<void> => {
    const wanted = { ...channelFieldsOf(form), icon }
    const wrong = channelErrors(wanted.name, wanted.topic)
    setErrors(wrong)
    forget()
    if (Object.keys(wrong).length > 0) return
    const change = changeOf(channel, wanted)
    const isDone =
      Object.keys(change).length === 0 ||
      (await run(() => bridge.call('directory.edit', edits.update(channel, change))))
    if (isDone) onClose()
  }
  return (
    <Dialog title={words.editTitle} onClose={onClose}>
      <Form send={(form) => void send(form)}>
        <NameField value={channel.name} error={errors.name} />
        <TopicField value={channel.topic} error={errors.topic} />
        <IconField icon={icon} choose={setIcon} />
        <Alert>{failure && manageFailureText(failure)}</Alert>
        <DialogActions>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {words.save}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

interface Wanted {
  readonly name: string
  readonly topic: string
  readonly icon: string
}

/** What is as it was is not said again: somebody else may have changed it meanwhile. @internal */
export const changeOf = (
  { name, topic, icon = '' }: Pick<Channel, 'name' | 'topic' | 'icon'>,
  wanted: Wanted,
): Partial<Wanted> => ({
  ...(wanted.name !== name && { name: wanted.name }),
  ...(wanted.topic !== topic && { topic: wanted.topic }),
  ...(wanted.icon !== icon && { icon: wanted.icon }),
})
