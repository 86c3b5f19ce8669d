/**
 * Whom a text names. In the text a person stands as `@` and the name, for everybody to read, as the importer and bots
 * write it; the op says who is meant. The white space in a name is written as no-break spaces, so that one sees where the
 * name ends even when the person is called otherwise by now (MU7 to MU10).
 */
import type { Member } from '../../../core/engine/engine.ts'
import { everyone, type UserId } from '../../../core/protocol/ids.ts'

export type Named = Pick<Member, 'user' | 'name' | 'username'>

/** All who are there (MU17). Two names, for one may be somebody's user name. */
export const everyoneNamed: Named = { user: everyone, name: 'all', username: 'everyone' }

/** Those whom a message mentions; without a name who is not, or no more, in the workspace. */
export const namedIn = (
  mentions: ReadonlyArray<UserId> | undefined,
  memberOf: (user: UserId) => Named | undefined,
): ReadonlyArray<Named> =>
  (mentions ?? []).map((user) =>
    user === everyone ? everyoneNamed : (memberOf(user) ?? { user, name: '', username: undefined }),
  )

/** Who is meant where these letters follow an `@`. */
export type Written = ReadonlyMap<string, UserId>

const longestName = 80
/** Places of a message that are looked at: more than can be mentioned, and each costs a look at each length of a name. */
const maxPlaces = 200
const wordCharacter = /[\p{L}\p{N}\p{M}_]/u
/** Of a name that nobody has: up to the first white space that is not a no-break space. */
const writtenName = /^[\p{L}\p{N}\p{M}_.'’-]+(?:\u{A0}[\p{L}\p{N}\p{M}_.'’-]+)*/u
const sentenceEnd = /[.'’-]+$/u

export const fold = (name: string): string =>
  name.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLowerCase()

/** How a person is written into a text: by user name where the name is that of another one too, or of all. */
export function writeName({ user, name, username }: Named, people: ReadonlyArray<Named>): string {
  const isShared = [everyoneNamed, ...people].some(
    (other) => other.user !== user && [other.name, other.username ?? ''].map(fold).includes(fold(name)),
  )
  return isShared && username !== undefined ? username : name.trim().replaceAll(/\s+/gu, '\u{A0}')
}

type Names = ReadonlyMap<string, ReadonlyArray<UserId>>

export function namesOf(people: ReadonlyArray<Named>): Names {
  const names = new Map<string, ReadonlyArray<UserId>>()
  for (const { user, name, username } of people) {
    for (const each of new Set([fold(name), fold(username ?? '')])) {
      if (each !== '') names.set(each, [...(names.get(each) ?? []), user])
    }
  }
  // Anybody can call themselves so. A user name is one person's.
  if (people.includes(everyoneNamed)) {
    for (const each of [everyoneNamed.name, everyoneNamed.username ?? '']) {
      const own = people.find(({ user, username }) => user !== everyone && fold(username ?? '') === each)
      names.set(each, [own?.user ?? everyone])
    }
  }
  return names
}

interface NamePlace {
  readonly text: string
  readonly start: number
}

/** Where an `@` stands that may begin a name: not within a word or an address. */
export function namePlaces(texts: ReadonlyArray<string>): ReadonlyArray<NamePlace> {
  const places: Array<NamePlace> = []
  for (const text of texts) {
    for (const { index } of text.matchAll(/@/gu)) {
      if (places.length === maxPlaces) return places
      if (!wordCharacter.test(text.charAt(index - 1))) places.push({ text, start: index + 1 })
    }
  }
  return places
}

const endsAt = (text: string, end: number): boolean =>
  end === text.length || !wordCharacter.test(text.charAt(end)) || !wordCharacter.test(text.charAt(end - 1))

/** The longest of the names that stands at `start`, as it is written there. */
export function nameAt({ text, start }: NamePlace, has: (written: string) => boolean): string | undefined {
  for (let end = Math.min(text.length, start + longestName); end > start; end--) {
    if (!endsAt(text, end)) continue
    const written = text.slice(start, end)
    if (has(written)) return written
  }
  return undefined
}

export const isNameIn =
  (names: Names) =>
  (written: string): boolean =>
    !/^\s|\s$/u.test(written) && names.has(fold(written))

/**
 * Who is meant where in a message that says whom it mentions. Names that they have come first; names that nobody of them
 * has are, in order, those of the ones who are left, if there are as many.
 */
export function readMentions(texts: ReadonlyArray<string>, mentioned: ReadonlyArray<Named>): Written {
  const written = new Map<string, UserId>()
  if (mentioned.length === 0) return written
  const names = namesOf(mentioned)
  const strange = new Set<string>()
  for (const place of namePlaces(texts)) {
    const name = nameAt(place, isNameIn(names))
    const [user] = name === undefined ? [] : (names.get(fold(name)) ?? [])
    if (name !== undefined && user !== undefined) written.set(name, user)
    else {
      const rest = place.text.slice(place.start, place.start + longestName)
      const other = writtenName.exec(rest)?.[0].replace(sentenceEnd, '') ?? ''
      if (other !== '') strange.add(other)
    }
  }
  const found = new Set(written.values())
  const left = mentioned.filter(({ user }) => !found.has(user))
  if (left.length !== strange.size) return written
  for (const [index, name] of [...strange].entries()) {
    const person = left[index]
    if (person !== undefined) written.set(name, person.user)
  }
  return written
}

export type NamePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'person'; readonly user: UserId; readonly written: string }
  | { readonly kind: 'channel'; readonly name: string }

/** Cuts a text where it names somebody, or with `#` one of `channels` (their names). */
export function splitNames(
  text: string,
  written: Written,
  channels: ReadonlySet<string>,
): ReadonlyArray<NamePart> {
  const parts: Array<NamePart> = []
  let done = 0
  const add = (part: NamePart, start: number, end: number): void => {
    if (start > done) parts.push({ kind: 'text', text: text.slice(done, start) })
    parts.push(part)
    done = end
  }
  for (const { index } of Array.from(text.matchAll(/[@#]/gu)).slice(0, maxPlaces)) {
    if (index < done || wordCharacter.test(text.charAt(index - 1))) continue
    const start = index + 1
    if (text[index] === '#') {
      const name = nameAt({ text, start }, (each) => channels.has(each))
      if (name !== undefined) add({ kind: 'channel', name }, index, start + name.length)
    } else {
      const name = nameAt({ text, start }, (each) => written.has(each))
      const user = name === undefined ? undefined : written.get(name)
      if (name !== undefined && user !== undefined) {
        add({ kind: 'person', user, written: name }, index, start + name.length)
      }
    }
  }
  if (done < text.length) parts.push({ kind: 'text', text: text.slice(done) })
  return parts
}
