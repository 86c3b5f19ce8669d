import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: '会話、人、コマンドへ移動',
  placeholder: '移動先は？名前、または > でコマンド',
  results: '見つかったもの',
  none: 'その名前のものはありません。',
  noneHint: '発言を探すには、すべてのメッセージを検索してください。',
  kinds: {
    channel: 'チャンネル',
    document: 'ドキュメント',
    conversation: '封をした会話',
    person: '人',
    command: 'コマンド',
  },
  left: '退出済み',
  newChannel: '新しいチャンネル',
  newDocument: '新しいドキュメント',
  newMessage: '新しいメッセージ',
  beginFailed: '会話を始められませんでした。「新しいメッセージ」から試すと、理由が表示されます。',
}
