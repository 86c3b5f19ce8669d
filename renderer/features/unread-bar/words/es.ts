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
}
