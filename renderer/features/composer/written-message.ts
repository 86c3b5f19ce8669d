/** What becomes of a text as it is sent: short names become emoji, and who is named is mentioned. */
import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { hasShortcode, replaceShortcodes } from '../emoji/shortcodes.ts'
import { findMentions, type Named, readMentions } from '../markup/mentions.ts'
import { proseOf, readMarkup } from '../markup/read-markup.ts'

export interface WrittenMessage {
  readonly text: string
  readonly mentions: ReadonlyArray<UserId>
}

/**
 * `before`: the message that the text is to replace. Whom it mentions is still meant where the name stands as it did,
 * whatever the person is called by now and whoever else may be called so.
 */
export async function writtenMessage(
  typed: string,
  askPeople: () => Promise<ReadonlyArray<Named>>,
  before: Pick<ShownMessage, 'text' | 'mentions'> | undefined,
): Promise<WrittenMessage> {
  const text = hasShortcode(typed) ? await withEmoji(typed) : typed
  if (!text.includes('@')) return { text, mentions: [] }
  const people = await askPeople()
  const mentioned = (before?.mentions ?? []).map(
    (user) => people.find((person) => person.user === user) ?? { user, name: '', username: undefined },
  )
  const kept = before && readMentions(proseOf(readMarkup(before.text)), mentioned)
  return { text, mentions: findMentions(proseOf(readMarkup(text)), people, kept) }
}

/** Without the names it is sent as it was typed. */
const withEmoji = (typed: string): Promise<string> =>
  import('../emoji/emoji-data.ts').then(
    ({ emojis }) => replaceShortcodes(typed, emojis),
    () => typed,
  )
