/** What may be completed where one writes: a person behind `@`, a channel behind `#`, an emoji behind `:`, a command behind `/`. */
import type { Channel } from '../../../core/engine/engine.ts'
import type { Emoji } from '../emoji/emoji-data.ts'
import { findEmoji, withTone } from '../emoji/find-emoji.ts'
import { type Named, writeName } from '../markup/mentions.ts'
import type { Command } from './commands.ts'
import { findContacts } from '../people/find-contacts.ts'

/** The sign and what is written behind it, up to the caret at `end`. */
export interface Asked {
  readonly sign: keyof typeof queries
  readonly query: string
  readonly start: number
  readonly end: number
}

const longest = 40
/** More are found by writing on. */
const shownAtOnce = 8
const queries = {
  '@': /^[^\s@][^\n@]*[^\s@]$|^[^\s@]?$/u,
  '#': /^[^\s#]*$/u,
  ':': /^[a-z0-9_+-]{2,}$/u,
  '/': /^[a-z]*$/iu,
} as const

/** Undefined where nothing is to be completed: a sign within a word is not one. */
export function askedAt(text: string, caret: number): Asked | undefined {
  for (let start = caret - 1; start >= Math.max(0, caret - longest); start--) {
    const sign = text[start]
    if (sign === '\n') return undefined
    if (sign === '/' && start > 0) continue // a command stands at the very beginning
    if (sign !== '@' && sign !== '#' && sign !== ':' && sign !== '/') continue
    if (/[\p{L}\p{N}_/:]/u.test(text.charAt(start - 1))) continue
    const query = text.slice(start + 1, caret)
    return queries[sign].test(query) ? { sign, query, start, end: caret } : undefined
  }
  return undefined
}

const mark = /^(?:\*{1,3}|_{1,3}|~~)/u

/**
 * What takes the place of sign and query: with a space to write on, but before the mark that closes what the sign stands in, which
 * would not close it behind a space (CP3).
 */
export function insertionAt(text: string, { start, end }: Asked, insert: string): string {
  const closing = mark.exec(text.slice(end))?.[0]
  if (closing === undefined) return insert
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const isOpen = line.split(closing).length % 2 === 0
  return isOpen ? insert.trimEnd() : insert
}

export type Option =
  | { readonly kind: 'person'; readonly person: Named; readonly insert: string }
  | { readonly kind: 'channel'; readonly channel: Pick<Channel, 'id' | 'name'>; readonly insert: string }
  | { readonly kind: 'command'; readonly command: Command; readonly insert: string }
  | { readonly kind: 'emoji'; readonly emoji: string; readonly name: string; readonly insert: string }

export interface Completable {
  readonly people: ReadonlyArray<Named>
  readonly channels: ReadonlyArray<Pick<Channel, 'id' | 'name'>>
  readonly emojis: ReadonlyArray<Emoji>
  readonly tone: number
  readonly commands: ReadonlyArray<Command>
}

/** What fits best comes first; `insert` takes the place of sign and query. */
export function optionsFor(
  { sign, query }: Asked,
  { people, channels, emojis, tone, commands }: Completable,
): ReadonlyArray<Option> {
  switch (sign) {
    case '@':
      return findContacts(people, query)
        .slice(0, shownAtOnce)
        .map((person) => ({ kind: 'person', person, insert: `@${writeName(person, people)} ` }))
    case '#':
      return findContacts(
        channels.map((channel) => ({ channel, name: channel.name, username: undefined })),
        query,
      )
        .slice(0, shownAtOnce)
        .map(({ channel }) => ({ kind: 'channel', channel, insert: `#${channel.name} ` }))
    case '/':
      return (
        commands
          // One that is whole is not offered: Enter gives it, unless something has to follow.
          .filter(
            ({ name, takesText }) =>
              name.startsWith(query.toLowerCase()) && (takesText === true || name !== query.toLowerCase()),
          )
          .map((command) => ({ kind: 'command', command, insert: `/${command.name} ` }))
      )
    case ':':
      return findEmoji(emojis, query)
        .slice(0, shownAtOnce)
        .map((each) => {
          const emoji = withTone(each, tone)
          return { kind: 'emoji', emoji, name: each.names[0] ?? each.label, insert: `${emoji} ` }
        })
  }
}
