import { type JSX, useState } from 'react'
import type { EditFailure } from '../../../core/bridge/contract.ts'
import {
  type ConversationId,
  conversationId,
  randomId,
  type WorkspaceId,
} from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import {
  type ChannelErrors,
  channelErrors,
  channelFieldsOf,
  NameField,
  TopicField,
} from '../manage/channel-fields.tsx'
import { manageFailureText } from '../manage/words.ts'
import type { BeginFailure, Contact, PeopleModel } from '../people/people-model.ts'
import { longestPrivateChannel, privateChannelName } from '../people/private-channel.ts'
import { beginFailureText, words as peopleWords } from '../people/words.ts'
import { systemRandom } from '../../platform/system.ts'
import { Form } from '../sign-in/form.tsx'
import { ChannelReaders } from './channel-readers.tsx'
import { words } from './words.ts'

interface NewChannelDialogProps {
  readonly workspace: WorkspaceId
  readonly onCreated: (channel: ConversationId) => void
  readonly onClose: () => void
}

interface Errors extends ChannelErrors {
  readonly people?: string
}

export function NewChannelDialog({ workspace, onCreated, onClose }: NewChannelDialogProps): JSX.Element {
  const { sealed } = usePerson()
  const { busy, problem, forget, create } = useCreate(workspace, onCreated)
  const [errors, setErrors] = useState<Errors>({})
  /** Undefined while everybody in the workspace is to read it. */
  const [people, setPeople] = useState<ReadonlyArray<Contact>>()
  const send = (form: FormData): void => {
    const { name, topic } = channelFieldsOf(form)
    const wrong = check(name, topic, people)
    setErrors(wrong)
    forget() // of another name
    if (Object.keys(wrong).length > 0) return
    if (people === undefined || sealed === undefined) create.open(name, topic)
    else create.sealed(sealed.people, name, people)
  }
  return (
    <Dialog title={words.newChannel} onClose={onClose}>
      <Form send={send}>
        <NameField error={errors.name} />
        {sealed !== undefined && (
          <ChannelReaders
            model={sealed.people}
            workspace={workspace}
            people={people}
            setPeople={setPeople}
            error={errors.people}
          />
        )}
        {people === undefined && <TopicField error={errors.topic} />}
        <Alert>{problem}</Alert>
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

function check(name: string, topic: string, people: ReadonlyArray<Contact> | undefined): Errors {
  const isLong = people !== undefined && name.length > longestPrivateChannel
  return {
    ...(isLong && { name: words.privateNameLong }),
    ...channelErrors(name, topic),
    ...(people?.length === 0 && { people: words.channelPeopleMissing }),
  }
}

interface Create {
  readonly open: (name: string, topic: string) => void
  readonly sealed: (model: PeopleModel, name: string, people: ReadonlyArray<Contact>) => void
}

interface Creating {
  readonly busy: boolean
  readonly problem: string | undefined
  readonly forget: () => void
  readonly create: Create
}

function useCreate(workspace: WorkspaceId, onCreated: (channel: ConversationId) => void): Creating {
  const { bridge } = usePage()
  const { engine } = usePerson()
  const open = useAction<EditFailure>()
  const [id] = useState(() => randomId(conversationId, systemRandom)) // asked for again, it is the same channel
  const sealed = useAction<BeginFailure>()
  const nameOf = (user: Contact['user']): string =>
    engine.member(workspace, user)?.name ?? peopleWords.someone
  return {
    busy: open.busy || sealed.busy,
    problem:
      (open.failure && manageFailureText(open.failure)) ??
      (sealed.failure && beginFailureText(sealed.failure, nameOf, peopleWords.about.channel)),
    forget: () => {
      open.forget()
      sealed.forget()
    },
    create: {
      open: (name, topic) =>
        void open.run(async () => {
          const made = { conversation: id, called: name, workspace, name, topic } as const
          const created = await bridge.call('directory.edit', { kind: 'create', ...made })
          if (created.ok) onCreated(id)
          return created
        }),
      sealed: (model, name, people) =>
        void sealed.run(async () => {
          const others = people.map(({ user }) => user)
          const begun = await model.begin(workspace, others, privateChannelName(name))
          if (begun.ok) onCreated(begun.value)
          return begun
        }),
    },
  }
}
