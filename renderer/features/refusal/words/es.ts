import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  changes: {
    react: 'Tu reacción está solo en este dispositivo.',
    edit: 'Tu edición de un mensaje está solo en este dispositivo.',
    pin: 'Lo que fijaste o dejaste de fijar vale solo en este dispositivo.',
    redact: 'Lo que eliminaste falta solo en este dispositivo.',
    reply: 'Tu respuesta en un hilo está solo en este dispositivo.',
    post: 'Tu mensaje está solo en este dispositivo.',
    meta: 'Tu cambio en la propia conversación vale solo en este dispositivo.',
    other: 'Algo que hiciste aquí vale solo en este dispositivo.',
  },
  unacceptable: 'No enviado. El servidor no pudo aceptarlo.',
}
