import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  eraseTitle: 'このアカウントのすべてをこの端末から削除しますか？',
  eraseText: [
    'このアカウントのメッセージ、ファイル、下書き、鍵、検索の索引がすべてこの端末から消えます。ほかのアカウントはそのままです。',
    'アカウントはサーバーに残ります。もう一度サインインすると、サーバーにあるものが戻ります。',
    '封印されたメッセージは、別の端末か復旧コードがある場合だけ戻ります。',
  ],
  eraseWaiting: (count: number) =>
    counted(count, { other: 'まだ送信されていないメッセージが#件あります。失われて元に戻せません。' }),
  confirmLabel: (username: string) => `確認のため、ユーザー名を入力してください: ${username}`,
  confirmWrong: (username: string) => `${username} と正確に入力してください。`,
  remove: 'アカウントを削除',
  removeTitle: 'アカウントを完全に削除しますか？',
  removeText: [
    '名前、メールアドレス、パスワード、端末、復旧用の写しがサーバーから削除されます。すべての端末でサインアウトされます。元に戻せません。',
    '書いたものは「削除されたアカウント」の名前でほかの人の会話に残ります。残したくないメッセージは先に削除してください。',
    '封印された会話では、誰かが外すまでメンバーの一覧に残ります。あなたの鍵で何かを読める人はいません。',
    'この端末にあるこのアカウントのすべても削除されます。',
  ],
  browserText:
    'このアカウントにはパスワードがありません。ブラウザーが開くので、本人であることを示すためにもう一度サインインしてください。',
  lastOwner: (workspaces: string) =>
    `ほかの人が使っているワークスペースの所有者があなただけです。先にほかの人を所有者にしてください: ${workspaces}`,
  tryAgain: '再試行',
  goOn: 'ブラウザーで続ける',
  eraseLater:
    'アカウントはサーバーから削除されましたが、この端末からすべては削除できませんでした。「この端末から削除」を使ってください。',
  eraseFailed: (detail: string) =>
    `すべては削除できず、ここではサインアウトされています。再起動してからもう一度お試しください。（${detail}）`,
  wrongPassword: 'パスワードが違います。何も削除されていません。',
}
