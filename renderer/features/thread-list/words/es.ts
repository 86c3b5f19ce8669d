import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  none: 'Aún no hay hilos',
  noneText:
    'Aquí aparecen los hilos que empezaste, que sigues, en los que respondiste o en los que te mencionan.',
  unread: (count: number) => counted(count, { one: '# nueva', other: '# nuevas' }),
  replies: (count: number) => counted(count, { one: '# respuesta', other: '# respuestas' }),
  last: (name: string, text: string) => `${name}: ${text}`,
  disappears: 'Mensaje que desaparece',
  files: 'Archivos',
  unknownRoot: 'Un mensaje que no está en este dispositivo',
  follow: 'Seguir el hilo',
  unfollow: 'Dejar de seguir',
  followed: (count: number) =>
    counted(count, {
      one: 'Sigues # hilo más.',
      other: 'Sigues # hilos más.',
    }),
  left: (count: number) =>
    counted(count, {
      one: 'Ya no sigues # hilo.',
      other: 'Ya no sigues # hilos.',
    }),
  someone: 'Alguien',
  you: 'Tú',
}
