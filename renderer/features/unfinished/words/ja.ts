import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  leftOver: '編集していたメッセージはもうありません。入力した内容は、下書きとして入力欄にあります。',
  editLate: (by: string, where: string) =>
    `${where} のメッセージの編集は間に合いませんでした。${by} がすでにメッセージを削除していました。入力した内容は、そこに下書きとして残っています。`,
  editMasked: (where: string) =>
    `${where} のメッセージの編集は表示されません。代わりにモデレーターの文が表示されています。入力した内容は、そこに下書きとして残っています。`,
  unkept:
    'ここで送信を待っているファイルをこの端末に保存できませんでした。Tidings を閉じると失われるため、その前に送信してください。',
}
