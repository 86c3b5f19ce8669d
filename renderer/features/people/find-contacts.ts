import { foldText } from '../../../core/search/fold-text.ts'
import type { Contact } from './people-model.ts'

type Findable = Pick<Contact, 'name'> & Partial<Pick<Contact, 'username'>>

/**
 * Those whose name or username has every word of `text` in it, compared as the search compares (SE10); who begins with the first word comes first, else the order stays.
 * All of them for an empty text.
 */
export function findContacts<Person extends Findable>(
  contacts: ReadonlyArray<Person>,
  text: string,
): ReadonlyArray<Person> {
  const sought = foldText(text)
    .split(/[\s@]+/u)
    .filter((word) => word !== '')
  const [first] = sought
  if (first === undefined) return contacts
  const found = contacts
    .map((contact) => ({
      contact,
      name: foldText(contact.name),
      all: foldText(`${contact.name} ${contact.username ?? ''}`),
    }))
    .filter(({ all }) => sought.every((word) => all.includes(word)))
  const isNear = ({ name }: { readonly name: string }): boolean => name.startsWith(first)
  return [...found.filter(isNear), ...found.filter((each) => !isNear(each))].map(({ contact }) => contact)
}
