import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  text: 'Algo que hiciste aquí está solo en este dispositivo: una reacción, una edición, algo fijado, una eliminación, una respuesta en un hilo o un cambio en la propia conversación.',
  unacceptable: 'No enviado. El servidor no pudo aceptarlo.',
}
