import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  leftOver: '編集していたメッセージはもうありません。入力した内容は、下書きとして入力欄にあります。',
  unsent: (count: number) =>
    counted(count, {
      other: 'ここに添付したファイル#個を送信する前に Tidings が終了しました。もう一度添付してください。',
    }),
}
