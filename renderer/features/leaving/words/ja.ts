import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  erase: 'この端末から削除',
  eraseTitle: 'このアカウントのすべてをこの端末から削除しますか？',
  eraseText: [
    'このアカウントのメッセージ、ファイル、下書き、鍵、検索用の索引が、この端末からすべて消えます。ここにある他のアカウントはそのままです。',
    'アカウントはサーバーに残ります。サインインし直すと、サーバーにあるものが戻ります。',
    '封をしたメッセージが戻るのは、別の端末か復旧コードがある場合だけです。',
  ],
  eraseWaiting: (count: number) =>
    counted(count, { other: 'まだ送信されていないメッセージが#件あります。完全に失われます。' }),
  confirmLabel: (username: string) => `確認のため、ユーザー名を入力してください: ${username}`,
  confirmWrong: (username: string) => `${username} と正確に入力してください。`,
  remove: 'アカウントを削除',
  removeTitle: 'アカウントを完全に削除しますか？',
  removeText: [
    '名前、メールアドレス、パスワード、端末、復旧用のコピーが、サーバーから削除されます。すべての端末がサインアウトされます。元には戻せません。',
    '書いたものは、他の人の会話に「Deleted account」という名前で残ります。残したくないメッセージは、先に削除してください。',
    '封をした会話では、誰かが外すまでメンバーの一覧に残ります。あなたの鍵で何かを読める人はいません。',
    'この端末にあるこのアカウントのすべても削除されます。',
  ],
  browserText:
    'このアカウントにはパスワードがありません。ブラウザーが開くので、本人であることを示すため、もう一度サインインしてください。',
  lastOwner: (workspaces: string) =>
    `他の人も使っているワークスペースの、ただ1人のオーナーです。先に他の人をオーナーにしてください: ${workspaces}`,
  goOn: 'ブラウザーで続ける',
  eraseLater:
    'アカウントはサーバーで削除されましたが、この端末からすべてを削除できませんでした。「この端末から削除」を使ってください。',
  eraseFailed: (detail: string) =>
    `すべてを削除することはできませんでした。ここではサインアウトされています。再起動後にもう一度お試しください。(${detail})`,
  wrongPassword: 'パスワードと違います。何も削除していません。',
}
