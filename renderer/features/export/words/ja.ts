import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  open: '書き出す…',
  title: (name: string) => `${name} を書き出す`,
  intro: 'この端末にあるこの会話のすべてを1つのファイルにします。ネットワークなしで使えます。',
  sealedWarning:
    'この会話は封印されていますが、ファイルはされません。手に入れた人は誰でもすべて読めます。ほかの人が見ない場所に保管してください。',
  format: '形式',
  formats: { html: 'ウェブページ（読むため）', json: 'JSON（プログラム用）' },
  pictures: '画像',
  pictureChoices: { in: 'ファイルに含める', out: '含めない' },
  picturesHint: '1枚5 MB、合計200 MBまで。そのほかのファイルは一覧に名前だけ載ります。',
  missing: (parts: number) =>
    counted(parts, {
      other: '古い履歴のうち#個の部分（それぞれ最大2,000件）がまだこの端末になく、含まれません。',
    }),
  fetchFirst: '先に取得する',
  fetching: '古いメッセージを取得しています…',
  fetchFailed: 'サーバーに接続できませんでした。ここにあるものを書き出すか、後でもう一度お試しください。',
  start: '書き出す',
  stop: '中止',
  reading: 'この端末にあるものを読み込んでいます…',
  progress: (done: number, total: number) => `${total} 個中 ${done} 個目…`,
  done: (count: number, place: string) => `完了。${number(count)}件のメッセージの保存先： ${place}`,
  unreadable:
    '履歴の一部をこの端末から読めませんでした。何も書き込まれていません。後でもう一度お試しください。',
  locked: 'このアカウントはロックされています。ロックを解除してもう一度お試しください。',
  close: '閉じる',
  unnamed: '会話',
  someone: '誰か',
  documentTitle: (name: string, workspace: string) => (workspace === '' ? name : `${name} · ${workspace}`),
  made: (when: string) => `Tidings から書き出し、${when}。時刻はこのファイルを作った端末のものです。`,
  madeSealed: 'この会話はエンドツーエンドで暗号化されていますが、このファイルはされていません。',
  incomplete: '端末になかった古いメッセージは、このファイルに含まれていません。',
  edited: '編集済み',
  pinned: (name: string) => `${name} がピン留め`,
  masked: 'モデレーターが差し替えたテキスト',
  deleted: 'このメッセージは削除されました。',
  earlier: (when: string) => `以前の内容（${when} から）：`,
  answerTo: (name: string) => `${name} への返信`,
  notInside: 'このファイルにはありません',
  size: (bytes: number) =>
    bytes < 1_000_000
      ? `${number(Math.ceil(bytes / 1_000))} kB`
      : `${number(bytes / 1_000_000, { maximumFractionDigits: 1 })} MB`,
  cancelled: '何も書き込まれていません。',
  diskFull: 'ディスクがいっぱいです。ファイルは残っていません。空きを作るか、別の場所を選んでください。',
  disk: (detail: string) => `そこにはファイルを書き込めませんでした。別の場所を選んでください。（${detail}）`,
}
