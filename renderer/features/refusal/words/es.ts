import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  text: 'Un cambio que hiciste aquí está solo en este dispositivo: una reacción, algo fijado, una eliminación o un tema.',
  unacceptable: 'No enviado. El servidor no pudo aceptarlo.',
}
