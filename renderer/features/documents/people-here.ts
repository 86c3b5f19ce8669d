/** Who has a document open just now, as each shows it: read as a stranger's words, for anybody may write there what they like. */
import * as v from 'valibot'
import type { Awareness } from 'y-protocols/awareness'
import { createCell, type Readable } from '../../../core/base/readable.ts'
import { userIdSchema } from '../../../core/protocol/id-schemas.ts'
import type { UserId } from '../../../core/protocol/ids.ts'

/** One person, however many windows. */
export interface PersonHere {
  /** Undefined for a program that does not say whose it is. */
  readonly user: UserId | undefined
  /** What they call themselves. */
  readonly name: string
}

const shownUser = v.object({
  id: v.optional(v.fallback(v.optional(userIdSchema), undefined)),
  name: v.pipe(
    v.string(),
    v.trim(),
    v.transform((name) => name.slice(0, 80)),
  ),
})

/** Undefined for one that shows nothing of itself, or nothing that can be read. */
export function readPerson(user: unknown): PersonHere | undefined {
  const read = v.safeParse(shownUser, user)
  return read.success ? { user: read.output.id, name: read.output.name } : undefined
}

export interface PeopleHere extends Readable<ReadonlyArray<PersonHere>> {
  readonly close: () => void
}

/** The others; in the order in which they came. */
export function followPeople(awareness: Awareness, self: UserId): PeopleHere {
  const people = createCell<ReadonlyArray<PersonHere>>([])
  const refresh = (): void => {
    const found = new Map<string, PersonHere>()
    for (const [client, state] of awareness.getStates()) {
      const person = client === awareness.clientID ? undefined : readPerson(state['user'])
      if (person === undefined || person.user === self) continue
      found.set(person.user ?? `client ${client}`, person)
    }
    const next = [...found.values()]
    if (JSON.stringify(next) !== JSON.stringify(people.read())) people.write(next)
  }
  awareness.on('change', refresh)
  refresh()
  return { read: people.read, listen: people.listen, close: () => awareness.off('change', refresh) }
}
