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
import { words as managingWords } from '../managing/words.ts'
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

interface TopicFieldProps extends ChannelFieldProps {
  /** Told of each change, whoever keeps the value; else the field does. */
  readonly write?: (topic: string) => void
}

export const NameField = ({ value, error }: ChannelFieldProps): JSX.Element => (
  <Field
    label={managingWords.name}
    name="channel"
    autoComplete="off"
    spellCheck={false}
    data-autofocus
    defaultValue={value}
    hint={managingWords.nameHint}
    error={error}
  />
)

export const TopicField = ({ value, error, write }: TopicFieldProps): JSX.Element => (
  <Field
    label={managingWords.topic}
    name="topic"
    autoComplete="off"
    {...(write === undefined
      ? { defaultValue: value }
      : { value, onChange: (event) => write(event.currentTarget.value) })}
    hint={managingWords.topicHint}
    error={error}
  />
)

/** An emoji that stands for it, or none. */
export const IconField = ({ icon, choose }: IconFieldProps): JSX.Element => (
  <fieldset className={styles.icon}>
    <legend className={styles.label}>{managingWords.icon}</legend>
    <span className={icon === '' ? styles.note : styles.emoji}>
      {icon === '' ? managingWords.iconNone : icon}
    </span>
    <EmojiButton insert={choose} />
    {icon !== '' && (
      <Button look="link" onClick={() => choose('')}>
        {managingWords.iconRemove}
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
  ...(!safeParse(nameRule, name).success && { name: managingWords.nameWrong }),
  ...topicErrors(topic),
})

export const topicErrors = (topic: string): Pick<ChannelErrors, 'topic'> =>
  safeParse(topicRule, topic).success ? {} : { topic: words.topicWrong }
