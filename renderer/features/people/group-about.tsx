import { type JSX, useLayoutEffect, useRef, useState } from 'react'
import type { Description } from '../../../core/conversation/draft.ts'
import type { SendFailure } from '../../../core/engine/send-failure.ts'
import { useAction } from '../../engine/use-action.ts'
import { Field } from '../../ui/field.tsx'
import { changeOf } from '../manage/edit-channel-dialog.tsx'
import { IconField, TopicField, topicErrors } from '../manage/channel-fields.tsx'
import { Form } from '../sign-in/form.tsx'
import styles from './group-dialog.module.css'
import { longestGroupName, type PeopleModel, type SealedConversation } from './people-model.ts'
import { wordsAbout } from './private-channel.ts'
import { useKept } from './use-kept.ts'
import { words as managingWords } from '../managing/words.ts'

interface Wrong {
  readonly name?: string
  readonly topic?: string
}

/** What a group is called and is about, as it stands in the fields. */
interface GroupDescription {
  readonly shown: Required<Description>
  readonly isChanged: boolean
  readonly wrong: Wrong
  readonly busy: boolean
  readonly failure: SendFailure | undefined
  readonly write: (change: Description) => void
  /** Resolves to whether what was written then is kept, and whether anything was written since. */
  readonly save: () => Promise<'none' | 'all' | 'more'>
}

/** What nobody has touched here is as it is, also when somebody else changes it meanwhile, and is not said again. */
export function useDescription(model: PeopleModel, conversation: SealedConversation): GroupDescription {
  const { busy, failure, run, forget } = useAction<SendFailure>()
  const { value: written, set, now } = useKept<Description>({})
  const [wrong, setWrong] = useState<Wrong>({})
  const { id, isMember, name, topic = '', icon = '' } = conversation
  const shown = { name, topic, icon, ...written }
  const wanted = { ...shown, name: cleaned(shown.name, name), topic: cleaned(shown.topic, topic) }
  const change = changeOf({ name, topic, icon }, wanted)
  const isChanged = isMember && Object.keys(change).length > 0
  return {
    shown,
    isChanged,
    wrong,
    busy,
    failure,
    write: (more) => set({ ...now(), ...more }),
    save: async () => {
      const found = wrongIn(wanted)
      forget()
      setWrong(found)
      if (Object.keys(found).length > 0) return 'none'
      if (isChanged && !(await run(() => model.describe(id, change)))) return 'none'
      const more = writtenSince(written, now())
      set(more)
      return Object.keys(more).length === 0 ? 'all' : 'more'
    },
  }
}

const writtenSince = (saved: Description, { name, topic, icon }: Description): Description => ({
  ...(name !== saved.name && { name }),
  ...(topic !== saved.topic && { topic }),
  ...(icon !== saved.icon && { icon }),
})

/** Spaces around it are no change: what was said elsewhere with some is not said again without them. */
const cleaned = (written: string, was: string): string =>
  written.trim() === was.trim() ? was : written.trim()

const wrongIn = ({ name, topic }: Required<Description>): Wrong => ({
  ...(name.length > longestGroupName && { name: managingWords.groupNameLong(longestGroupName) }),
  ...topicErrors(topic),
})

interface GroupAboutProps {
  readonly conversation: SealedConversation
  readonly description: GroupDescription
  readonly save: () => void
}

export function GroupAbout({ conversation, description, save }: GroupAboutProps): JSX.Element {
  const { shown, wrong, write } = description
  const about = wordsAbout(conversation)
  const fields = useRef<HTMLDivElement>(null)
  // It is saved at the end of a long dialog: what is wrong has to come into view.
  useLayoutEffect(() => {
    fields.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [wrong])
  return (
    <Form send={save}>
      <div ref={fields} className={styles.naming}>
        <Field
          label={about.name}
          name="group"
          autoComplete="off"
          value={shown.name}
          onChange={(event) => write({ name: event.currentTarget.value })}
          hint={about.nameHint}
          error={wrong.name}
        />
        <TopicField value={shown.topic} write={(topic) => write({ topic })} error={wrong.topic} />
        <IconField icon={shown.icon} choose={(icon) => write({ icon })} />
      </div>
    </Form>
  )
}
