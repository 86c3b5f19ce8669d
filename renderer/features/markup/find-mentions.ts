import { maxMentions } from '../../../core/conversation/limits.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { fold, isNameIn, nameAt, type Named, namePlaces, namesOf, type Written } from './mentions.ts'

/**
 * Whom a text that is about to be sent mentions: `people` by their names, with `everyoneNamed` among them if all can be mentioned, and what
 * `kept` knows from before. A name that several have mentions nobody.
 */
export function findMentions(
  texts: ReadonlyArray<string>,
  people: ReadonlyArray<Named>,
  kept: Written = new Map(),
): ReadonlyArray<UserId> {
  const found = new Set<UserId>()
  const names = namesOf(people)
  for (const place of namePlaces(texts)) {
    const known = nameAt(place, (written) => kept.has(written))
    const name = nameAt(place, isNameIn(names))
    const isKept = known !== undefined && known.length >= (name?.length ?? 0)
    const named = name === undefined ? [] : (names.get(fold(name)) ?? [])
    const [user, other] = isKept ? [kept.get(known)] : named
    if (user !== undefined && other === undefined) found.add(user)
  }
  return [...found].slice(0, maxMentions)
}
