import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = spanish

export const words: Translated<typeof english> = {
  unread: ', mensajes sin leer',
  count: (count: number) => counted(count, { one: ', # para ti', other: ', # para ti' }),
  number: (count: number) => (count > 99 ? `${number(99)}+` : number(count)),
  marked: (count: number) =>
    counted(count, {
      one: '# conversación marcada como leída.',
      other: '# conversaciones marcadas como leídas.',
    }),
  windowTitle: (count: string, title: string) => `(${count}) ${title}`,
}
