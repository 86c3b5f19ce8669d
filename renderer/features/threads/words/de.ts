import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  threads: 'Threads',
  unreadReplies: (unread: number) =>
    counted(unread, { one: '# ungelesene Antwort', other: '# ungelesene Antworten' }),
}
