import type { Contact } from './people-model.ts'

/** Without case, and without the marks over letters: "jurgen" finds Jürgen. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase()

/**
 * Those whose name or username has every word of `text` in it; who begins with the first word comes first, else the order stays.
 * All of them for an empty text.
 */
export function findContacts<Person extends Pick<Contact, 'name' | 'username'>>(
  contacts: ReadonlyArray<Person>,
  text: string,
): ReadonlyArray<Person> {
  const sought = plain(text)
    .split(/[\s@]+/u)
    .filter((word) => word !== '')
  const [first] = sought
  if (first === undefined) return contacts
  const found = contacts
    .map((contact) => ({
      contact,
      name: plain(contact.name),
      all: plain(`${contact.name} ${contact.username ?? ''}`),
    }))
    .filter(({ all }) => sought.every((word) => all.includes(word)))
  const isNear = ({ name }: { readonly name: string }): boolean => name.startsWith(first)
  return [...found.filter(isNear), ...found.filter((each) => !isNear(each))].map(({ contact }) => contact)
}
