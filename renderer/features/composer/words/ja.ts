import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  message: (title: string) => `${title} へのメッセージ`,
  editing: 'メッセージを編集中',
  replyingTo: (name: string) => `${name} に返信中`,
  cancelEdit: '編集をやめる',
  cancelReply: '返信をやめる',
  unknownCommand: (name: string) =>
    `/${name} というコマンドはここにはありません。もう一度送信するとメッセージとして送られます。/ を入力すると一覧が表示されます。`,
  send: '送信',
  save: '保存',
  someone: '誰か',
  emoji: '絵文字',
  suggestions: '候補',
  suggested: (count: number) => counted(count, { other: '候補#件。矢印キーで選び、Enter で確定します。' }),
  hint: '**太字** *斜体* `コード` · Shift+Enter で改行',
  hintCtrl: '**太字** *斜体* `コード` · Ctrl+Enter で送信',
  room: {
    left: (characters: number) => counted(characters, { other: 'あと#文字' }),
    nearlyTooLong: (longest: number) =>
      counted(longest, { other: 'ここのメッセージは#文字までです。残りわずかです。' }),
    tooLong: '長すぎて送信できません。短くするか、2つに分けてください。',
  },
  typing: {
    one: (name: string) => `${name} が入力中…`,
    two: (name: string, other: string) => `${name} と ${other} が入力中…`,
    several: '複数の人が入力中…',
  },
  failures: {
    empty: '先に何か入力してください。',
    tooLong: (characters: number) =>
      counted(characters, { other: '#文字超過しています。2つに分けてください。' }),
    unknownMessage: 'このメッセージはもうありません。',
    notYours: 'このメッセージを変更できるのは書いた人だけです。',
    notReady:
      '最新のメッセージがまだこの端末にありません。入力内容はここに残ります。サーバーに接続できたら送信してください。',
  },
}
