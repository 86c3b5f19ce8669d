/** What a channel is called and what it is about, as it is made or changed. */
import { safeParse } from 'valibot'
import type { JSX } from 'react'
import { createChannelBody } from '../../../core/protocol/api.ts'
import { Field } from '../../ui/field.tsx'
import { text } from '../sign-in/form.tsx'
import { channelNameOf } from './channel-name.ts'
import { words } from './words.ts'

export interface ChannelErrors {
  readonly name?: string
  readonly topic?: string
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

/** What stands in the fields. */
export const channelFieldsOf = (form: FormData): { readonly name: string; readonly topic: string } => ({
  name: channelNameOf(text(form, 'channel')),
  topic: text(form, 'topic').trim(),
})

const { name: nameRule, topic: topicRule } = createChannelBody.entries

export const channelErrors = (name: string, topic: string): ChannelErrors => ({
  ...(!safeParse(nameRule, name).success && { name: words.nameWrong }),
  ...(!safeParse(topicRule, topic).success && { topic: words.topicWrong }),
})
