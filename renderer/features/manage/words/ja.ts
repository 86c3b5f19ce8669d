import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  topicWrong: '250文字以内で入力してください。',
  levelSet: {
    all: (title: string) => `${title}: すべてのメッセージを通知します。`,
    mentions: (title: string) => `${title}: メンションだけを通知します。`,
    none: (title: string) => `${title}: ミュートしました。いつでも読めます。`,
  },
  muted: '、ミュート中',
  notMade: '、未作成',
  left: (title: string) => `${title} から退出しました。`,
  leaving: (title: string) =>
    `${title} から退出します。もう一度入るには、そのチャンネルの管理者の許可が必要です。`,
  archived: (title: string) => `${title} をアーカイブしました。もう誰も書き込めません。`,
  reopened: (title: string) => `${title} を再開しました。`,
  waits: (title: string) => `${title}: サーバーにつながり次第有効になります。`,
  browse: 'チャンネルを探す',
  membersOf: (workspace: string) => `${workspace} の人`,
  commands: {
    topic: { usage: '/topic 文章', text: 'この会話のトピックを設定' },
    invite: { usage: '/invite @名前', text: 'このチャンネルに人を追加' },
    leave: { usage: '/leave', text: 'このチャンネルから退出' },
    mute: { usage: '/mute', text: 'この会話のミュートを切り替え' },
    shrug: { usage: '/shrug 文章', text: String.raw`書いた文の後ろに ¯\_(ツ)_/¯ を付ける` },
    status: { usage: '/status 文章', text: 'ステータスの文を設定。空なら消去' },
    away: { usage: '/away', text: '離席中と表示する' },
    busy: { usage: '/busy', text: '取り込み中と表示し、通知を止める' },
    online: { usage: '/online', text: 'ここにいる間はオンラインと表示する' },
    invisible: { usage: '/invisible', text: 'オフラインと表示する' },
    help: { usage: '/help', text: 'ここで使えるコマンドを表示' },
  },
  statusSet: {
    away: '他の人には離席中と表示されます。',
    busy: '他の人には取り込み中と表示され、通知は届きません。',
    online: 'ここにいる間は、他の人にオンラインと表示されます。',
    invisible: '他の人にはオフラインと表示されます。読み書きはいつも通りできます。',
  },
  topicNow: (topic: string, command: string) =>
    `トピック: 「${topic}」。変更するには、${command} に続けて新しいトピックを書いてください。`,
  takesNoText: (usage: string) =>
    `${usage} だけを書いてください。後ろには何も付けられません。何も変更していません。`,
  whom: '追加する人を書いてください: /invite @名前。このワークスペースの1人の名前でなければなりません。',
  invited: (name: string, title: string) => `${name} を ${title} に追加しました。`,
  topicSet: (title: string) => `${title} のトピックを変更しました。`,
  failures: {
    'edit-not-kept': (detail: string) =>
      `ディスクに書き込めませんでした。何も変更されていません。もう一度お試しください。（${detail}）`,
    'last-admin':
      '非公開チャンネルには管理者が必要です。先に他の人を管理者にしてください。何も変更していません。',
    'last-owner':
      'ワークスペースにはオーナーが必要です。先に他の人をオーナーにしてください。何も変更していません。',
    forbidden: 'あなたの役割では許可されていません。管理者に依頼してください。何も変更していません。',
    unreachable:
      'サーバーに接続できませんでした。この操作にはサーバーの同意が必要です。何も変更していません。オンラインになったらもう一度お試しください。',
  },
}
