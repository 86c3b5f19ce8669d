import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  intro:
    'この端末にあるこのアカウントのすべて（メッセージ、下書き、設定、鍵、希望すれば添付ファイルも）を、パスフレーズで封印した1つのファイルにします。',
  make: 'バックアップ…',
  makeTitle: 'このアカウントをバックアップ',
  check: 'バックアップを確認…',
  checkTitle: 'バックアップを確認',
  checkText: 'ファイル全体を読み、何が入っているかを示します。何も変わりません。',
  restoreTitle: 'バックアップから復元',
  restoreText:
    'バックアップのアカウントを、新しい端末としてこの端末に取り込みます。ネットワークなしで使えます。続けるには後でサインインしてください。',
  last: (when: string) => `この端末での前回のバックアップ: ${when}`,
  never: 'この端末ではまだバックアップを作成していません。',
  passphrase: 'バックアップのパスフレーズ',
  passphraseHint:
    '12文字以上。これがないと、あなたも含めて誰もバックアップを開けません。書き留めてください。',
  passphraseAgain: 'パスフレーズをもう一度',
  passphraseWrong: '12文字以上にしてください。',
  passphraseDiffers: '上のものと違います。',
  passphraseMissing: 'バックアップを作ったときのパスフレーズを入力してください。',
  restoreHint: '作ったときのものです。これからはこの端末のロックにも使われます。',
  waiting: (count: number) =>
    counted(count, {
      other:
        '#件のメッセージがこの端末からの送信を待っています。先に送信してください。復元した端末からは送信されません。',
    }),
  again: 'くり返し',
  every: { once: 'しない', day: '毎日', week: '毎週' },
  againHint:
    '開いている間に Tidings が自動でもう一度作ります。同じフォルダーに、同じパスフレーズで。新しいものから 3 つが残ります。',
  madeAgain: {
    day: (folder: string) => `毎日、${folder} に自動で作られます。`,
    week: (folder: string) => `毎週、${folder} に自動で作られます。`,
  },
  next: (when: string) => `次回: ${when}`,
  late: (when: string) =>
    `${when} に予定されていたバックアップがありません。1 時間ごとに試しています。フォルダーに届くか、空きがあるかを確かめてください。`,
  endAgain: 'くり返しをやめる',
  againEnded: 'バックアップはもう自動で作られません。すでにあるものは残ります。',
  repeatFailed: (reason: string) => `予定のバックアップを作れませんでした。${reason}`,
  file: 'ファイル',
  chooseFile: '選択…',
  noFile: 'まだ選択されていません',
  fileMissing: 'バックアップのファイルを選んでください。',
  withFiles: '添付ファイルも含める',
  withFilesHere: (count: number, size: string) =>
    counted(count, { other: `添付ファイルも含める: #件、${size}` }),
  filesElsewhere: 'この端末にないファイルは含まれません。それらはサーバーにあります。',
  filesProgress: (done: string, total: string) => `添付ファイル: ${total}のうち${done}…`,
  files: (count: number, size: string) => counted(count, { other: `添付ファイル#件（${size}）を含みます。` }),
  noFiles: '添付ファイルは含まれません。',
  filesOfServer: '作成した端末になかったファイルは含まれません。それらはサーバーにあります。',
  filesMissed: (count: number) =>
    counted(count, {
      other:
        'この端末には添付ファイル#件を入れる空きがありませんでした。ほかはすべて復元しました。ファイルはサーバーから届きます。',
    }),
  startMake: 'バックアップ',
  startCheck: '確認',
  startRestore: '復元',
  working: 'バックアップを読み込んでいます…',
  writing: 'バックアップを書き込んでいます…',
  progress: (done: number, total: number) => `${total} 件中 ${done} 件目の会話…`,
  done: (place: string) =>
    `バックアップは ${place} にあります。一度確認し、このコンピューター以外の場所に保管してください。`,
  stop: '中止',
  close: '閉じる',
  whole: 'バックアップは完全で、開くことができます。',
  of: (name: string, username: string, host: string) => `アカウント: ${name}（${host} の @${username}）`,
  made: (when: string) => `作成日時: ${when}`,
  conversations: (count: number) => counted(count, { other: '会話#件を含みます。' }),
  documents: (count: number) => counted(count, { other: '文書#件を含みます。' }),
  keys: (count: number) => counted(count, { other: '封印された会話#件の鍵。' }),
  identity: 'すべての端末を失っても、これで戻ることができます。',
  noIdentity: '作成した端末は新しい端末を加えられません。戻るには別の端末か復旧コードが必要です。',
  otherAccount: 'ここで開いているものとは別のアカウントのバックアップです。',
  older: (when: string) => `この端末でより新しいバックアップを作成しています: ${when}`,
  fileName: 'Tidings バックアップ',
  keysUnreadable: (detail: string) =>
    `このアカウントの鍵を読めませんでした。Tidings を再起動してもう一度お試しください。（${detail}）`,
  unreadable:
    'この端末にあるものの一部を読めませんでした。バックアップは作成されていません。後でもう一度お試しください。',
  failures: {
    'no-backup':
      'このファイルは Tidings のバックアップではありません。別のものを選んでください。バックアップの名前は .tidings で終わります。',
    newer: 'このバックアップは新しいバージョンの Tidings で作られました。そのバージョンを使ってください。',
    'wrong-passphrase': 'このバックアップのパスフレーズではありません。もう一度お試しください。',
    damaged:
      'このバックアップは壊れています。作成後に変更されました。何も取り込まれていません。別の写しを使ってください。',
    truncated:
      'このバックアップは完全ではありません。コピーが途中で止まったときのように、終わりが欠けています。何も取り込まれていません。もう一度コピーするか、別の写しを使ってください。',
    reordered:
      'このバックアップは壊れています。一部が欠けているか、順序が違います。何も取り込まれていません。別の写しを使ってください。',
    cancelled: '中止されました。何も変わっていません。',
    empty:
      'このファイルは空です。コピーが途中で終わったか、何も書き込まれていません。別の写しを選んでください。',
    gone: 'このファイルはもう読めません。移動または変更されたか、ドライブが取り外されました。もう一度選んでください。',
    store: 'この端末に取り込めませんでした。ディスクがいっぱいではありませんか？何も復元されていません。',
    'already-here':
      'このアカウント、または同じユーザー名の別のアカウントがすでにこの端末にあります。それにサインインするか、先にこの端末から削除してください。',
    'not-signed-out': 'ここではアカウントが開いています。先にアカウントを追加し、そこで復元してください。',
  },
}
