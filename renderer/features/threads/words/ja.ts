import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  threads: 'スレッド',
  unreadReplies: (unread: number) => counted(unread, { other: '未読の返信#件' }),
}
