import { type JSX, type ReactNode, useId, useMemo } from 'react'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Alert } from '../../ui/field.tsx'
import { ContactPicker } from '../people/contact-picker.tsx'
import type { Contact, PeopleModel } from '../people/people-model.ts'
import styles from './channel-readers.module.css'
import { words } from './words.ts'

interface ChannelReadersProps {
  readonly model: PeopleModel
  readonly workspace: WorkspaceId
  /** Undefined: everybody in the workspace. */
  readonly people: ReadonlyArray<Contact> | undefined
  readonly setPeople: (people: ReadonlyArray<Contact> | undefined) => void
  readonly error: string | undefined
}

/** Who is to read a new channel: everybody, or chosen people; then it is sealed. */
export function ChannelReaders(props: ChannelReadersProps): JSX.Element {
  const { model, workspace, people, setPeople, error } = props
  const { loaded, contacts } = useReadable(useMemo(() => model.contacts(workspace), [model, workspace]))
  return (
    <>
      <fieldset className={styles.readers}>
        <legend className={styles.legend}>{words.readersOf}</legend>
        <Choice
          label={words.readByAll}
          text={words.readByAllText}
          checked={people === undefined}
          choose={() => setPeople(undefined)}
        />
        <Choice
          label={words.readByChosen}
          text={words.readByChosenText}
          checked={people !== undefined}
          choose={() => setPeople([])}
        />
      </fieldset>
      {people !== undefined && (
        <>
          <ContactPicker
            label={words.channelPeople}
            loaded={loaded}
            contacts={contacts}
            picked={people}
            setPicked={setPeople}
            notes={undefined}
          />
          <Alert>{error}</Alert>
        </>
      )}
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly text: ReactNode
  readonly checked: boolean
  readonly choose: () => void
}

function Choice({ label, text, checked, choose }: ChoiceProps): JSX.Element {
  const id = useId()
  return (
    <div className={styles.choice}>
      <input
        id={id}
        type="radio"
        name="readers"
        checked={checked}
        aria-describedby={`${id}text`}
        onChange={choose}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        <p id={`${id}text`} className={styles.text}>
          {text}
        </p>
      </div>
    </div>
  )
}
