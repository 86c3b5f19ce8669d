import { findEmoji, withTone } from '../emoji/find-emoji.ts'
import { writeName } from '../markup/mentions.ts'
import { findContacts } from '../people/find-contacts.ts'
import type { Asked, Completable, Option } from './completion.ts'

/** More are found by writing on. */
export const shownAtOnce = 8

/** What fits best comes first; `insert` takes the place of sign and query. */
export function optionsFor(
  { sign, query }: Asked,
  { people, all, channels, emojis, tone, commands }: Completable,
): ReadonlyArray<Option> {
  switch (sign) {
    case '@': {
      const found = findContacts(people, query)
        .slice(0, shownAtOnce)
        .map((person): Option => ({ kind: 'person', person, insert: `@${writeName(person, people)} ` }))
      return all?.among(found, query) ?? found
    }
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

export type OptionsFor = typeof optionsFor
