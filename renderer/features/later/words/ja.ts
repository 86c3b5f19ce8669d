import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  sendLater: '後で送信',
  withFiles: 'まだ送信できないファイルがあります。',
  presets: {
    hour: '1時間後',
    evening: '今日の夕方',
    tomorrow: '明日の朝',
    monday: '月曜日の朝',
  },
  pick: '日時を指定…',
  list: '送信予約',
  scheduled: (moment: string) => `${moment} に、そのとき動いているあなたの端末から送信されます。`,
  scheduledHere: (moment: string) => `${moment} に、ファイルとともにこの端末から送信されます。`,
  notKept: 'ファイルをこの端末に保管できませんでした。',
  previewLeftOut: 'リンクのプレビューは付きません。本文が長く、送信まで保管する余裕がないためです。',
  missedNote: (count: number) => counted(count, { other: '送信予約#件を時間内に送信できませんでした。' }),
  look: '確認する',
  tooLong: (characters: number) => counted(characters, { other: '後で送信するには#文字超過しています。' }),
  tooMany: (limit: number) => `予約は${number(limit)}件までです。先にいくつか削除してください。`,
}
