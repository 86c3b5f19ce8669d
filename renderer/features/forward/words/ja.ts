import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  title: 'このメッセージを転送',
  to: '宛先',
  toHint: '名前を入力してください。Enterで先頭を選び、Backspaceで最後のものを外します。',
  found: '会話と人',
  noMatch: (text: string) => `「${text}」というものはありません。`,
  more: (count: number) => counted(count, { other: 'ほか#件。続けて入力すると見つかります' }),
  full: (count: number) => counted(count, { other: '一度に送れるのは#件までです。' }),
  deleted: 'このメッセージは転送前に削除されました。転送はできません。',
  failed: (name: string, why: string) => `${name}: 転送されませんでした。${why}`,
  sent: (count: number) => counted(count, { other: '#件の会話に転送しました。' }),
  waits: (count: number) => counted(count, { other: 'サーバーに接続できたら、#件の会話に転送されます。' }),
  comment: 'コメントを追加',
  commentHint: '任意。',
  send: '転送',
  opened: (workspace: string) =>
    `封をした会話のメッセージです。転送先では ${workspace} の全員とサーバーが読めます。`,
  missing: 'その会話はまだこの端末にありません。サーバーに接続できたら、もう一度お試しください。',
  quoted: (author: string, title: string) => `${title} での **${author}** の発言:`,
  someone: '誰か',
  you: 'あなた',
}
