import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  product: 'Tidings',
  createTitle: 'アカウントを作成',
  signInTitle: 'サインイン',
  welcomeBack: (name: string) => `おかえりなさい、${name} さん`,
  restore: 'バックアップから復元',
  username: 'ユーザー名',
  name: '名前',
  password: 'パスワード',
  usernameHint: '3〜32文字の英字、数字、ピリオド、ハイフン、アンダースコア。',
  nameHint: '他の人に表示される名前。',
  passwordHint: '12文字以上。この端末のロックにも使われます。',
  create: 'アカウントを作成する',
  signIn: 'サインインする',
  unlock: 'ロックを解除',
  unlockHint: 'この端末の内容を開きます。ネットワークなしで使えます。',
  keystoreHint:
    'このシステムのキーストアがこのプロファイルをロックしています。求められたら、キーリングやキーチェーンのロックを解除してください。',
  lost: 'パスワードを忘れましたか？',
  lostText:
    'ここでは誰も、サーバーもリセットできません。パスワードか復旧コードがなければ、この端末の内容は開けません。別の端末で変更した場合、この端末はまだ以前のパスワードで開きます。',
  lostCode: (recovery: string) =>
    `復旧コードを書き留めてある場合は「${recovery}」を選んでください。新しいパスワードを設定できます。`,
  lostErase: (erase: string, restore: string) =>
    `ない場合は「${erase}」を選び、もう一度サインインしてください。チャンネルはサーバーから戻ります。封をしたメッセージは、自分の別の端末からリンクするか、バックアップ（「${restore}」）で戻ります。どちらもなければ、まだ送られていないものと同じく失われます。`,
  lostAccount:
    'サインインにはアカウントのパスワードが必要です。失ったのがそれなら、サーバーの管理者に新しいものを頼んでください。',
  toRecovery: '復旧コードを使う',
  backToUnlock: '戻る',
  recoveryCode: '復旧コード',
  recoveryCodeHint: '書き留めた英字と数字の組。ネットワークなしで使えます。',
  newPassword: '新しいパスワード',
  newPasswordHint: '12文字以上。今後この端末のロックに使われます。',
  codeMissing: '復旧コードを入力してください。',
  toSignIn: 'アカウントを持っています',
  toCreate: 'アカウントを作成',
  server: (server: string) => `サーバー: ${server}`,
  usernameWrong:
    '3〜32文字の英字、数字、ピリオド、ハイフン、アンダースコアを使い、英字か数字で始めてください。',
  nameWrong: '1〜80文字で入力してください。',
  passwordWrong: '12文字以上にしてください。',
  passwordMissing: 'パスワードを入力してください。',
  signUpClosed: 'このサーバーでは新しいアカウントを作成できません。管理者に依頼してください。',
  invitation: '招待',
  invitationHint: '受け取ったリンクを貼り付けてください。',
  invitationMissing: 'ここのアカウントは招待制です。受け取ったリンクを貼り付けてください。',
  withProvider: (name: string) => `${name} でサインイン`,
  toBrowser: 'ブラウザーで続ける',
  inBrowser: (name: string) =>
    `ブラウザーが開いています。そこで ${name} にサインインし、ここに戻ってください。それまでここでは何も起こりません。`,
  cancelBrowser: 'キャンセル',
  passphrase: 'この端末のパスフレーズ',
  passphraseHint:
    '12文字以上。ここに保管されるものをロックします。この端末を使ったことがあれば、そのときのものを入力してください。',
  passphraseWrong: '12文字以上にしてください。',
  tooShort: (characters: number) =>
    counted(characters, { other: '組織が#文字以上と定めています。もっと長いものにしてください。' }),
  passwordWeak:
    'このパスワードは真っ先に試されるものか、名前やキーの並びとほとんど変わりません。別のものを選んでください。互いに関係のない単語をいくつか並べるのがおすすめです。',
  invitationRefused:
    'この招待は無効か、期限切れです。全体を貼り付けたか確認するか、新しい招待を頼んでください。',
  throttled: (seconds: number) =>
    counted(seconds, { other: 'パスワードの間違いが多すぎます。#秒待って、もう一度お試しください。' }),
  failures: {
    'kept-here':
      'このプロファイルには、その名前のアカウントがすでにあります。サインインするか、別の名前を選んでください。',
    namesake:
      'このプロファイルには、別のサーバーの同じ名前のアカウントがあります。このアカウントには別のプロファイルを使ってください。',
    twin: 'このサーバーは、別の場所にあるあなたのアカウントの ID を発行しました。何も設定されていません。サーバーの管理者に問い合わせてください。',
    'changed-elsewhere':
      'パスワードが別の場所で変更されたか、この端末に独自のパスフレーズがあります。ここにあるものは以前のパスワードかそのパスフレーズで開きます。ロックを解除してから、新しいものでサインインしてください。失った場合は復旧コードを使ってください。',
    'account-disabled': 'このアカウントは無効になっています。サーバーの管理者に問い合わせてください。',
    'wrong-credentials': 'ユーザー名とパスワードが一致しません。両方を確認して、もう一度お試しください。',
    'username-taken': 'このユーザー名はすでに使われています。別のものを選んでください。',
    vault: (detail: string) => `鍵をこの端末に保管できませんでした。(${detail})`,
  },
  providerFailures: {
    'no-browser':
      'このシステムでブラウザーを開けませんでした。既定のブラウザーを設定して、もう一度お試しください。',
    cancelled: '取り消しました。何も変わっていません。',
    'took-too-long': 'ブラウザーから戻りませんでした。もう一度お試しください。',
    denied: (name: string) =>
      `${name} が許可しなかったか、そこで同意されませんでした。何も変わっていません。`,
    refused: 'ブラウザーから返ってきたものは、このサインインのものではありません。もう一度お試しください。',
    unreachable: (name: string) => `サーバーが ${name} に接続できませんでした。後でもう一度お試しください。`,
    misconfigured: (name: string) =>
      `サーバーの ${name} 用の設定が正しくありません。管理者に知らせてください。`,
    'passphrase-needed':
      'この端末に保管されたアカウントの内容は、パスフレーズで開きます。上に入力してから、ブラウザーで続けてください。',
    'wrong-passphrase': 'この端末をロックしたパスフレーズと違います。もう一度お試しください。',
  },
  unlockWrong: 'このプロファイルのパスワードと違います。もう一度お試しください。',
  keysUnreadable: (detail: string) => `この端末の鍵を読めませんでした。(${detail})`,
  recoveryFailures: {
    mistyped:
      'このコードには間違いがあります。文字の誤り、不足、余分のいずれかです。控えと照らし合わせてください。',
    'wrong-code':
      '復旧コードですが、このプロファイルのものではありません。新しいものを作成していれば、それを使ってください。',
    'password-needed':
      '新しいパスワードも選んでください。そうしないと、この端末をロックするものがありません。',
  },
  farewell: {
    open: 'Tidings を開く',
    signedIn: { title: 'Tidings に戻ってください', text: 'このタブは閉じてかまいません。' },
    failed: {
      title: 'サインインできませんでした',
      text: 'Tidings に戻ると、何が起きたか表示されています。このタブは閉じてかまいません。',
    },
    nothing: { title: 'ここには何もありません', text: 'このアドレスは Tidings 専用です。' },
  },
}
