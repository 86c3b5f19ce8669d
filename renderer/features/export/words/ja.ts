import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  open: 'エクスポート…',
  title: (name: string) => `${name} をエクスポート`,
  intro: 'この端末にあるこの会話のすべてを、1つのファイルにします。ネットワークなしで使えます。',
  sealedWarning:
    'この会話は封をされていますが、ファイルには封がありません。手にした人はすべてを読めます。他の人が見ない場所に保管してください。',
  format: '形式',
  formats: { html: 'ウェブページ (読むため)', json: 'JSON (プログラム用)' },
  pictures: '画像',
  pictureChoices: { in: 'ファイルに含める', out: '含めない' },
  picturesHint: '1枚5 MB まで、合計200 MB まで。その他のファイルは名前の一覧になります。',
  missing: (parts: number) =>
    counted(parts, {
      other: '古い履歴のうち#部分 (各2,000件まで) がまだこの端末になく、このままでは含まれません。',
    }),
  fetchFirst: '先に取得する',
  fetching: '古いメッセージを取得中…',
  fetchFailed:
    'サーバーに接続できませんでした。ここにあるものをエクスポートするか、後でもう一度お試しください。',
  start: 'エクスポート',
  stop: '中止',
  reading: 'この端末にあるものを読み込み中…',
  progress: (done: number, total: number) => `${number(total)}部分中 ${number(done)}部分…`,
  done: (count: number, place: string) => `完了: メッセージ${number(count)}件を ${place} に書き出しました`,
  unreadable: 'この端末の履歴の一部を読めませんでした。何も書き出していません。後でもう一度お試しください。',
  locked: 'このアカウントはロックされています。解除してから、もう一度お試しください。',
  close: '閉じる',
  fileName: (name: string, date: string, ending: string) => `${name} ${date}.${ending}`,
  unnamed: '会話',
  someone: '誰か',
  documentTitle: (name: string, workspace: string) => (workspace === '' ? name : `${name} · ${workspace}`),
  made: (when: string) => `Tidings からエクスポート、${when}。時刻は、このファイルを作成した端末のものです。`,
  madeSealed: 'この会話はエンドツーエンドで暗号化されています。このファイルは暗号化されていません。',
  incomplete: '端末になかった古いメッセージは、このファイルに含まれていません。',
  edited: '編集済み',
  pinned: (name: string) => `${name} がピン留め`,
  masked: 'モデレーターが本文を変更',
  deleted: 'このメッセージは削除されました。',
  earlier: (when: string) => `${when} からの、以前の内容:`,
  answerTo: '返信先',
  notInside: 'このファイルには含まれません',
  size: (bytes: number) =>
    bytes < 1_000_000
      ? `${number(Math.ceil(bytes / 1_000))} kB`
      : `${number(bytes / 1_000_000, { maximumFractionDigits: 1 })} MB`,
  cancelled: '何も書き出していません。',
  diskFull: 'ディスクがいっぱいです。ファイルは残していません。空きを作るか、別の場所を選んでください。',
  disk: (detail: string) => `そこにファイルを書き込めませんでした。別の場所を選んでください。(${detail})`,
}
