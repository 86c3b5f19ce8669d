import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: '会話、人、コマンドへ移動',
  placeholder: '移動先は？名前、または > でコマンド',
  results: '見つかったもの',
  none: 'その名前のものはありません。',
  searchFor: (query) => `メッセージ内で「${query}」を検索`,
  kinds: {
    channel: 'チャンネル',
    document: 'ドキュメント',
    conversation: '封をした会話',
    person: '人',
    command: 'コマンド',
    workspace: 'ワークスペース',
    account: 'アカウント',
    search: 'メッセージ',
  },
  left: '退出済み',
  recent: '最近使ったもの',
  unread: '未読',
  others: 'その他すべて',
  set: (choice, value) => `${choice}：${value}`,
  beginFailed:
    '会話を始められませんでした。「新しいメッセージまたはグループ」から試すと、理由が表示されます。',
}
