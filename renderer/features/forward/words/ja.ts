import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'このメッセージを転送',
  to: '宛先',
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
