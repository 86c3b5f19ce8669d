import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  changes: {
    react: 'あなたのリアクションは、この端末にしかありません。',
    edit: 'あなたによるメッセージの編集は、この端末にしかありません。',
    pin: 'ピン留めまたはその解除は、この端末だけのものです。',
    redact: '削除したメッセージは、この端末でだけ消えています。',
    reply: 'スレッドへの返信は、この端末にしかありません。',
    post: 'あなたのメッセージは、この端末にしかありません。',
    meta: '会話自体の変更は、この端末だけのものです。',
    other: 'ここで行ったことは、この端末だけのものです。',
  },
  unacceptable: '未送信。サーバーが受け取れません。',
}
