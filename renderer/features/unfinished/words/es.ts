import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  leftOver: 'El mensaje que estabas editando ya no está. Lo que habías escrito queda aquí como borrador.',
  unsent: (count: number) =>
    counted(count, {
      one: 'Tidings se cerró antes de enviar # archivo adjuntado aquí. Adjúntalo de nuevo.',
      other: 'Tidings se cerró antes de enviar # archivos adjuntados aquí. Adjúntalos de nuevo.',
    }),
}
