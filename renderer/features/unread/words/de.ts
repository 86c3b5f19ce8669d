import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = german

export const words: Translated<typeof english> = {
  unread: ', ungelesene Nachrichten',
  count: (count: number) => counted(count, { one: ', # für dich', other: ', # für dich' }),
  number: (count: number) => (count > 99 ? `${number(99)}+` : number(count)),
  marked: (count: number) =>
    counted(count, {
      one: '# Unterhaltung als gelesen markiert.',
      other: '# Unterhaltungen als gelesen markiert.',
    }),
  windowTitle: (count: string, title: string) => `(${count}) ${title}`,
}
