import { NotebookPen } from 'lucide-react'
import type { JSX } from 'react'
import { Face } from '../faces/face.tsx'
import { words as groupWords } from '../groups/words.ts'
import { findContacts } from './find-contacts.ts'
import { type Contact, maxMembers } from './people-model.ts'
import { PickBox, type PickOption, SignFace } from './pick-box.tsx'

/** More than a screen of people is found by writing on, not by scrolling. */
export const shownAtOnce = 50

interface ContactPickerProps {
  readonly loaded: boolean
  readonly contacts: ReadonlyArray<Contact>
  readonly picked: ReadonlyArray<Contact>
  readonly setPicked: (picked: ReadonlyArray<Contact>) => void
  /** Chosen in place of people; undefined where that is no choice. */
  readonly notes: (() => void) | undefined
  /** What is picked for. */
  readonly label?: string
  /** So many can be picked at most. */
  readonly room?: number
}

/** Picks among the members of a workspace. */
export function ContactPicker(props: ContactPickerProps): JSX.Element {
  const { contacts, picked, setPicked, notes, label = groupWords.to, room = maxMembers - 1 } = props
  const left = contacts.filter(({ user }) => !picked.some((each) => each.user === user))
  const find = (text: string): ReadonlyArray<Contact> =>
    picked.length >= room ? [] : findContacts(left, text)
  const optionsFor = (text: string): ReadonlyArray<PickOption> => [
    ...(notes !== undefined &&
    picked.length === 0 &&
    groupWords.notesEntry.toLowerCase().includes(text.trim().toLowerCase())
      ? [notesOption(notes)]
      : []),
    ...find(text)
      .slice(0, shownAtOnce)
      .map((contact) => contactOption(contact, () => setPicked([...picked, contact]))),
  ]
  return (
    <PickBox
      label={label}
      hint={groupWords.searchHint}
      listed={groupWords.found}
      optionsFor={optionsFor}
      noteFor={(text) => noteFor(props, find(text).length, text)}
      picked={picked.map(({ user, name }) => ({ key: user, name }))}
      takeOut={(key) => setPicked(picked.filter(({ user }) => user !== key))}
    />
  )
}

function noteFor(
  { loaded, contacts, picked, notes }: ContactPickerProps,
  found: number,
  text: string,
): string {
  if (!loaded) return groupWords.loading
  if (contacts.length === 0) return notes === undefined ? groupWords.nobodyLeft : groupWords.alone
  if (found > shownAtOnce) return groupWords.more(found - shownAtOnce)
  return found === 0 && text !== '' && picked.length < maxMembers - 1 ? groupWords.noMatch(text) : ''
}

const notesOption = (pick: () => void): PickOption => ({
  key: 'notes',
  name: groupWords.notesEntry,
  face: (
    <SignFace>
      <NotebookPen size={16} aria-hidden />
    </SignFace>
  ),
  facts: [groupWords.notesText],
  pick,
})

export const contactOption = (contact: Contact, pick: () => void): PickOption => ({
  key: contact.user,
  name: contact.name,
  face: <Face name={contact.name} id={contact.user} size="small" />,
  facts: contactFacts(contact),
  isClosed: contact.keys === 'none',
  pick,
})

function contactFacts({ username, keys }: Contact): ReadonlyArray<string> {
  const handle = username === undefined ? [] : [`@${username}`]
  switch (keys) {
    case 'known':
      return handle
    case 'not-seen':
      return [...handle, groupWords.keysNotSeen]
    case 'none':
      return [...handle, groupWords.keysNone]
  }
}
