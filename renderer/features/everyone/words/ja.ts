import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  offered: (count: number) => counted(count, { other: 'ここにいる全員、#人' }),
  title: 'ここにいる全員にメンションしますか？',
  text: (count: number) => counted(count, { other: 'このメッセージは一度に#人へメンションします。' }),
  act: '全員にメンション',
}
