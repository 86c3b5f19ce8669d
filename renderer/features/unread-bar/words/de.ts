import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { number, plural } = german

export const words: Translated<typeof english> = {
  since: (moment) => `Neue Nachrichten seit ${moment}`,
  count: (count, moment) =>
    plural(count, {
      one: `${number(count)} neue Nachricht seit ${moment}`,
      other: `${number(count)} neue Nachrichten seit ${moment}`,
    }),
  jump: 'Zur ersten ungelesenen springen',
  markRead: 'Als gelesen markieren',
}
