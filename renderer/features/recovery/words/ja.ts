import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  title: '復旧コード',
  notSetUpText:
    'まだありません。すべての端末を失うと、封をした会話はもう誰にも開けません。あなたにも、サーバーの管理者にも。',
  setUpText: (made: string, saved: string) =>
    `${made} に設定済み。サーバーにある、封をした鍵のコピーは ${saved} 時点のものです。`,
  renewedText: (made: string, saved: string) =>
    `${made} に更新済み。以前のコードではもう何も開けません。サーバーにある、封をした鍵のコピーは ${saved} 時点のものです。`,
  unknownText: '設定されているか確認しています。',
  explain:
    'コードは36文字の英字と数字です。サーバーにある、封をした鍵のコピーを開きます。サーバーはコードを知らず、知ることもできません。',
  setUp: 'コードを作成',
  renew: '新しいコードを作成',
  renewText: '新しいコードを確認した時点で、今のコードは使えなくなります。',
  showTitle: 'このコードを書き留めてください',
  showText:
    '表示されるのは今回だけです。これを持ち、あなたとしてサインインする人はすべてを読めます。パスポートと同じような場所に保管してください。チャットやメールには置かないでください。',
  label: '復旧コード、4文字ずつ9組',
  copy: 'コピー',
  copied:
    'コピーしました。コピーした内容は他のプログラムからも読めます。パスワードマネージャーに貼り付け、その後で別のものをコピーするのが安全です。',
  print: '印刷',
  save: 'ファイルに保存',
  saved: 'ダウンロードフォルダーに暗号化せずに保存しました。自分だけが開ける場所に移してください。',
  fileName: 'tidings-fukkyu-code.txt',
  sheetTitle: 'Tidings 復旧コード',
  sheetFor: (username: string, made: string) => `アカウント: ${username}。作成日: ${made}。`,
  sheetText: 'このコードとアカウントのパスワードを持つ人は、封をした会話を読めます。',
  written: '書き留めました',
  confirmTitle: '正しく書き留めましたか？',
  confirmText: '控えを見て、次の2組を入力してください。',
  group: (which: number) => `${number(which)}組目`,
  groupWrong: (which: number) => `${number(which)}組目と違います。控えをもう一度確認してください。`,
  showAgain: 'コードをもう一度表示',
  confirm: '確認',
  doneTitle: '復旧コードを設定しました',
  doneText:
    'サーバーのコピーは、使い続けるうちに約5分ごとに自動で更新されます。それより新しいものはまだ含まれません。コードは変わりません。',
  done: '完了',
  enterTitle: '復旧コードを使う',
  enterLabel: '復旧コード',
  enterHint: '大文字でも小文字でも、空白やハイフンはあってもなくてもかまいません。',
  enterSubmit: '会話を開く',
  restoring: (done: number, total: number) => `開いた会話: ${number(total)}件中 ${number(done)}件`,
  restoringText:
    '新しいメッセージから届きます。やり取りしている人には、コードで戻ってきたことが表示されます。',
  restoredTitle: '会話をもう一度開けました',
  restoredText: '他の人がこのコードを見た可能性があれば、新しい復旧コードを作成してください。',
  problems: {
    empty: 'コードを入力してください。',
    tooShort: (missing: number) => counted(missing, { other: '#文字足りません。コードは4文字ずつ9組です。' }),
    tooLong: (extra: number) => counted(extra, { other: '#文字多すぎます。コードは4文字ずつ9組です。' }),
    notOfACode: (character: string, group: number) =>
      `「${character}」は復旧コードに使われません。${number(group)}組目にあります。`,
  },
  failures: {
    'wrong-password': 'アカウントのパスワードと違います。何も変更していません。',
    'not-primary': 'この端末では復旧コードを変更できません。端末の追加と削除ができる端末を使ってください。',
    unreachable:
      'サーバーに接続できませんでした。封をしたコピーはそこにあります。何も変更していません。オンラインになったらもう一度お試しください。',
    failed: (detail: string) => `できませんでした。何も変更していません。もう一度お試しください。(${detail})`,
  },
  restoreFailures: {
    mistyped: 'コードに入力ミスがあります。最後の組が他と合いません。控えと1組ずつ照らし合わせてください。',
    'wrong-code':
      '復旧コードですが、このアカウントのものではありません。控えに別のアカウント名がないか確認してください。',
    replaced: (moment: string) =>
      `このコードは ${moment} に新しいものに置き換えられました。新しい控えを探してください。`,
    oldCopy: (moment: string) =>
      `サーバーが渡してきた鍵のコピーは ${moment} のもので、より新しいものがあるはずです。コードは正しいものです。このまま進めず、サーバーの管理者に知らせてください。`,
    'no-copy':
      'このアカウントの鍵の、封をしたコピーがサーバーにありません。別の端末からリンクするか、最初から始めてください。',
    unreachable:
      'サーバーに接続できませんでした。封をしたコピーはそこにあります。オンラインになったらもう一度お試しください。',
    failed: (detail: string) => `できませんでした。もう一度お試しください。(${detail})`,
  },
}
