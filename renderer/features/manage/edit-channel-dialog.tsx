import { safeParse } from 'valibot'
import { type JSX, useState } from 'react'
import type { ManageFailure } from '../../../core/bridge/contract.ts'
import type { Channel } from '../../../core/engine/engine.ts'
import { updateConversationBody } from '../../../core/protocol/api.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { EmojiButton } from '../composer/emoji-button.tsx'
import { Form, text } from '../sign-in/form.tsx'
import { channelNameOf } from './channel-name.ts'
import styles from './manage.module.css'
import { manageFailureText, words } from './words.ts'

interface EditChannelDialogProps {
  readonly channel: Channel
  readonly onClose: () => void
}

interface Errors {
  readonly name?: string
  readonly topic?: string
}

/** All three at once, or none. */
export function EditChannelDialog({ channel, onClose }: EditChannelDialogProps): JSX.Element {
  const { bridge } = usePage()
  const { busy, failure, run } = useAction<ManageFailure>()
  const [errors, setErrors] = useState<Errors>({})
  const [icon, setIcon] = useState(channel.icon ?? '')
  const send = async (form: FormData): Promise<void> => {
    const wanted = { name: channelNameOf(text(form, 'channel')), topic: text(form, 'topic').trim(), icon }
    const wrong = check(wanted)
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    const change = changeOf(channel, wanted)
    const isDone =
      Object.keys(change).length === 0 ||
      (await run(() => bridge.call('channel.update', { conversation: channel.id, ...change })))
    if (isDone) onClose()
  }
  return (
    <Dialog title={words.editTitle} onClose={onClose}>
      <Form send={(form) => void send(form)}>
        <Field
          label={words.name}
          name="channel"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          defaultValue={channel.name}
          hint={words.nameHint}
          error={errors.name}
        />
        <Field
          label={words.topic}
          name="topic"
          autoComplete="off"
          defaultValue={channel.topic}
          hint={words.topicHint}
          error={errors.topic}
        />
        <fieldset className={styles.icon}>
          <legend className={styles.label}>{words.icon}</legend>
          <span className={icon === '' ? styles.note : styles.emoji}>
            {icon === '' ? words.iconNone : icon}
          </span>
          <EmojiButton insert={setIcon} />
          {icon !== '' && (
            <Button look="link" onClick={() => setIcon('')}>
              {words.iconRemove}
            </Button>
          )}
        </fieldset>
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

const { name: nameRule, topic: topicRule } = updateConversationBody.entries

const check = ({ name, topic }: Wanted): Errors => ({
  ...(!safeParse(nameRule, name).success && { name: words.nameWrong }),
  ...(!safeParse(topicRule, topic).success && { topic: words.topicWrong }),
})

/** What is as it was is not said again: somebody else may have changed it meanwhile. @internal */
export const changeOf = (
  { name, topic, icon = '' }: Pick<Channel, 'name' | 'topic' | 'icon'>,
  wanted: Wanted,
): Partial<Wanted> => ({
  ...(wanted.name !== name && { name: wanted.name }),
  ...(wanted.topic !== topic && { topic: wanted.topic }),
  ...(wanted.icon !== icon && { icon: wanted.icon }),
})
