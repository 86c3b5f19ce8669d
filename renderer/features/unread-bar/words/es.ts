import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { number, plural } = spanish

export const words: Translated<typeof english> = {
  since: (moment) => `Mensajes nuevos; último leído: ${moment}`,
  count: (count, moment) =>
    plural(count, {
      one: `${number(count)} mensaje nuevo; último leído: ${moment}`,
      other: `${number(count)} mensajes nuevos; último leído: ${moment}`,
    }),
  jump: 'Ir al primero sin leer',
  markRead: 'Marcar como leído',
  above: {
    forYou: (count) =>
      plural(count, {
        one: `${number(count)} para ti arriba`,
        other: `${number(count)} para ti arriba`,
      }),
    unread: (count) =>
      plural(count, { one: `${number(count)} sin leer arriba`, other: `${number(count)} sin leer arriba` }),
  },
  below: {
    forYou: (count) =>
      plural(count, {
        one: `${number(count)} para ti abajo`,
        other: `${number(count)} para ti abajo`,
      }),
    unread: (count) =>
      plural(count, { one: `${number(count)} sin leer abajo`, other: `${number(count)} sin leer abajo` }),
  },
}
