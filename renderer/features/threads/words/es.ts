import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  threads: 'Hilos',
  unreadReplies: (unread: number) =>
    counted(unread, { one: '# respuesta sin leer', other: '# respuestas sin leer' }),
}
