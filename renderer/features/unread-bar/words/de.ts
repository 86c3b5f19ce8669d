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
  above: {
    forYou: (count) =>
      plural(count, {
        one: `${number(count)} für dich oben`,
        other: `${number(count)} für dich oben`,
      }),
    unread: (count) =>
      plural(count, { one: `${number(count)} ungelesen oben`, other: `${number(count)} ungelesen oben` }),
  },
  below: {
    forYou: (count) =>
      plural(count, {
        one: `${number(count)} für dich unten`,
        other: `${number(count)} für dich unten`,
      }),
    unread: (count) =>
      plural(count, { one: `${number(count)} ungelesen unten`, other: `${number(count)} ungelesen unten` }),
  },
}
