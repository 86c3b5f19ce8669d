import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  conversations: '会話',
  find: '検索・移動…',
  sidePane: 'ワークスペースと会話',
  workspaces: 'ワークスペース',
  channels: 'チャンネル',
  private: '、非公開',
  newChannel: '新しいチャンネル',
  addWorkspace: 'ワークスペースに参加・作成',
  members: (count: number) => counted(count, { other: 'メンバー#人' }),
  account: (name: string) => `${name} のアカウント`,
  lockNow: '今すぐロック',
  lockWithSystem: '画面と一緒にロック',
  on: 'オン',
  off: 'オフ',
  passwords: 'パスワードとパスフレーズ',
  devices: 'あなたの端末',
  recovery: '復旧コード',
  protection: 'Tidings が守るものと守らないもの',
  signOut: 'サインアウト',
  signOutTitle: '送信待ちのメッセージがあります。サインアウトしますか？',
  signOutText: (count: number) =>
    counted(count, {
      other:
        '#件のメッセージがまだサーバーに届いていません。暗号化されてこの端末に残り、サーバーに接続できるときにサインインし直すと送信されます。',
    }),
  createChannel: 'チャンネルを作成',
  readersOf: '読める人',
  readByAll: 'ワークスペースの全員',
  readByAllText: 'サーバーも読めます。後から参加した人も検索できるようにするためです。',
  readByChosen: '選んだ人だけ',
  readByChosenText:
    '封をされます。サーバーは内容も名前も読めません。後から追加された人は、それ以降に書かれたものを読めます。',
  channelPeople: '人',
  channelPeopleMissing: '少なくとも1人選んでください。',
  privateNameLong: '63文字以内で入力してください。',
  resize: 'サイドバーの幅',
  close: '会話を隠す',
  noChannels: 'チャンネルはまだありません',
  settings: '設定',
}
