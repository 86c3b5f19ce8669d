import type { JSX } from 'react'
import { shownAtOnce } from '../people/contact-picker.tsx'
import { findContacts } from '../people/find-contacts.ts'
import { PickBox } from '../people/pick-box.tsx'
import type { Destination } from './use-destinations.tsx'
import { words } from './words.ts'

/** So many at a time: more is what a channel is for. */
const maxDestinations = 10

interface DestinationPickerProps {
  readonly destinations: ReadonlyArray<Destination>
  readonly picked: ReadonlyArray<Destination>
  readonly setPicked: (picked: ReadonlyArray<Destination>) => void
}

/** Conversations and people to whom a message goes. */
export function DestinationPicker({ destinations, picked, setPicked }: DestinationPickerProps): JSX.Element {
  const isFull = picked.length >= maxDestinations
  const left = isFull ? [] : destinations.filter(({ key }) => !picked.some((each) => each.key === key))
  return (
    <PickBox
      label={words.to}
      hint={words.toHint}
      listed={words.found}
      optionsFor={(text) =>
        findContacts(left, text)
          .slice(0, shownAtOnce)
          .map((each) => ({ ...each, pick: () => setPicked([...picked, each]) }))
      }
      noteFor={(text) => {
        if (isFull) return words.full(maxDestinations)
        const found = findContacts(left, text).length
        if (found > shownAtOnce) return words.more(found - shownAtOnce)
        return found === 0 && text !== '' ? words.noMatch(text) : ''
      }}
      picked={picked}
      takeOut={(key) => setPicked(picked.filter((each) => each.key !== key))}
    />
  )
}
