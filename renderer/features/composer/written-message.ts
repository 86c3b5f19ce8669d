/** What becomes of a text as it is sent: short names become emoji, and who is named is mentioned. */
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { everyone, type UserId } from '../../../core/protocol/ids.ts'
import { hasShortcode, replaceShortcodes } from '../emoji/shortcodes.ts'
import { findMentions } from '../markup/find-mentions.ts'
import { everyoneNamed, namedIn, readMentions } from '../markup/mentions.ts'
import { proseOf, readMarkup } from '../markup/read-markup.ts'
import type { Completable } from './completion.ts'

export interface WrittenMessage {
  readonly text: string
  readonly mentions: ReadonlyArray<UserId>
  /** How many are told because all are mentioned, and were not before. */
  readonly reached: number
}

/**
 * `before`: the message that the text is to replace. Whom it mentions is still meant where the name stands as it did,
 * whatever the person is called by now and whoever else may be called so.
 */
export async function writtenMessage(
  typed: string,
  askPeople: () => Promise<Pick<Completable, 'people' | 'all'>>,
  before: Pick<ShownMessage, 'text' | 'mentions'> | undefined,
): Promise<WrittenMessage> {
  const text = hasShortcode(typed) ? await withEmoji(typed) : typed
  if (!text.includes('@')) return { text, mentions: [], reached: 0 }
  const { people, all } = await askPeople()
  const mentioned = namedIn(before?.mentions, (user) => people.find((person) => person.user === user))
  const kept = before && readMentions(proseOf(readMarkup(before.text)), mentioned)
  const named = all === undefined ? people : [...people, everyoneNamed]
  const mentions = findMentions(proseOf(readMarkup(text)), named, kept)
  const isNew = mentions.includes(everyone) && before?.mentions?.includes(everyone) !== true
  return { text, mentions, reached: isNew ? (all?.count ?? 0) : 0 }
}

/** Without the names it is sent as it was typed. */
const withEmoji = (typed: string): Promise<string> =>
  import('../emoji/emoji-data.ts').then(
    ({ emojis }) => replaceShortcodes(typed, emojis),
    () => typed,
  )
