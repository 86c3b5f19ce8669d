import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = german

export const words: Translated<typeof english> = {
  none: 'Noch keine Threads',
  noneText:
    'Hier stehen Threads, die du begonnen hast, in denen du geantwortet hast oder erwähnt wirst oder denen du folgst.',
  unread: (count: number) => `${number(count)} neu`,
  replies: (count: number) => counted(count, { one: '# Antwort', other: '# Antworten' }),
  last: (name: string, text: string) => `${name}: ${text}`,
  disappears: 'Verschwindende Nachricht',
  files: 'Dateien',
  unknownRoot: 'Eine Nachricht, die nicht auf diesem Gerät ist',
  follow: 'Thread folgen',
  unfollow: 'Nicht mehr folgen',
  followed: (count: number) =>
    counted(count, {
      one: 'Du folgst # weiteren Thread.',
      other: 'Du folgst # weiteren Threads.',
    }),
  left: (count: number) =>
    counted(count, {
      one: 'Du folgst # Thread nicht mehr.',
      other: 'Du folgst # Threads nicht mehr.',
    }),
  someone: 'Jemand',
  you: 'Du',
}
