import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  unread: '、未読あり',
  count: (count: number) => counted(count, { other: '、あなた宛て#件' }),
  number: (count: number) => (count > 99 ? `${number(99)}+` : number(count)),
  marked: (count: number) => counted(count, { other: '会話#件を既読にしました。' }),
  windowTitle: (count: string, title: string) => `(${count}) ${title}`,
}
