import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  none: 'スレッドはまだありません',
  noneText: '自分が始めた、返信した、フォローしている、またはメンションされたスレッドがここに表示されます。',
  unread: (count: number) => `新着${number(count)}件`,
  replies: (count: number) => counted(count, { other: '返信#件' }),
  last: (name: string, text: string) => `${name}: ${text}`,
  disappears: '消えるメッセージ',
  files: 'ファイル',
  unknownRoot: 'この端末にないメッセージ',
  follow: 'スレッドをフォロー',
  unfollow: 'フォローをやめる',
  followed: (count: number) =>
    counted(count, {
      other: 'スレッド#件をフォローしました。',
    }),
  left: (count: number) =>
    counted(count, {
      other: 'スレッド#件のフォローをやめました。',
    }),
  someone: '誰か',
  you: 'あなた',
}
