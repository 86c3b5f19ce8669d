/** What a channel is called, and what it or another conversation is about, as it is made or changed. */
import { safeParse } from 'valibot'
import type { JSX } from 'react'
import { createChannelBody } from '../../../core/protocol/api.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { EmojiButton } from '../composer/emoji-button.tsx'
import { text } from '../sign-in/form.tsx'
import { channelNameOf } from './channel-name.ts'
import styles from './manage.module.css'
import { words } from './words.ts'

export interface ChannelErrors {
  readonly name?: string
  readonly topic?: string
}

interface IconFieldProps {
  readonly icon: string
  readonly choose: (icon: string) => void
}

interface ChannelFieldProps {
  readonly value?: string
  readonly error: string | undefined
}

export const NameField = ({ value, error }: ChannelFieldProps): JSX.Element => (
  <Field
    label={words.name}
    name="channel"
    autoComplete="off"
    spellCheck={false}
    data-autofocus
    defaultValue={value}
    hint={words.nameHint}
    error={error}
  />
)

export const TopicField = ({ value, error }: ChannelFieldProps): JSX.Element => (
  <Field
    label={words.topic}
    name="topic"
    autoComplete="off"
    defaultValue={value}
    hint={words.topicHint}
    error={error}
  />
)

/** An emoji that stands for it, or none. */
export const IconField = ({ icon, choose }: IconFieldProps): JSX.Element => (
  <fieldset className={styles.icon}>
    <legend className={styles.label}>{words.icon}</legend>
    <span className={icon === '' ? styles.note : styles.emoji}>{icon === '' ? words.iconNone : icon}</span>
    <EmojiButton insert={choose} />
    {icon !== '' && (
      <Button look="link" onClick={() => choose('')}>
        {words.iconRemove}
      </Button>
    )}
  </fieldset>
)

/** What stands in the fields. */
export const channelFieldsOf = (form: FormData): { readonly name: string; readonly topic: string } => ({
  name: channelNameOf(text(form, 'channel')),
  topic: text(form, 'topic').trim(),
})

const { name: nameRule, topic: topicRule } = createChannelBody.entries

export const channelErrors = (name: string, topic: string): ChannelErrors => ({
  ...(!safeParse(nameRule, name).success && { name: words.nameWrong }),
  ...topicErrors(topic),
})

export const topicErrors = (topic: string): Pick<ChannelErrors, 'topic'> =>
  safeParse(topicRule, topic).success ? {} : { topic: words.topicWrong }
