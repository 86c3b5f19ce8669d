import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  rename: 'ワークスペース名を変更…',
  renameTitle: 'このワークスペースの名前を変更',
  renameHint: '新しい名前はすぐに全員に表示されます。',
  members: 'メンバー',
  moveUp: 'ワークスペースの一覧で上へ移動',
  moveDown: 'ワークスペースの一覧で下へ移動',
  leave: 'ワークスペースから退出…',
  leaveTitle: (name: string) => `${name} から退出しますか？`,
  leaveText: [
    'チャンネル、ドキュメント、ダイレクトメッセージがすべての端末の一覧から消え、そこからの通知も届かなくなります。書いたものはほかの人に残ります。',
    'この端末に保存された内容は暗号化されたまま残り、ワークスペースにいない間は表示されません。',
    '封をした会話では、これから書かれるものを後からでも読めません。',
    '戻るには招待が必要です。公開ワークスペースならもう一度参加できます。プライベートチャンネルには、中にいる人だけがあなたを追加できます。',
  ],
  scheduled: (count) =>
    counted(count, {
      other: '予約した#件のメッセージは、ワークスペースにいない間は送信されません。',
    }),
  act: '退出',
  left: (name: string) => `${name} から退出しました。`,
  lastOwner:
    'オーナーはあなただけで、ワークスペースにはオーナーが必要です。先にほかの人をオーナーにすると退出できます。',
  alone:
    'オーナーはあなただけで、ほかには誰もいません。ワークスペースにはオーナーが必要です。誰かを招待してオーナーにするまで、このまま残ります。',
}
