import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  intro:
    'この端末にあるこのアカウントのすべてを1つのファイルにします。メッセージ、下書き、設定、鍵が、パスフレーズで封をされます。添付ファイルは含まれません。',
  make: 'バックアップ…',
  makeTitle: 'このアカウントをバックアップ',
  check: 'バックアップを確認…',
  checkTitle: 'バックアップを確認',
  checkText: 'ファイル全体を読み、中身を示します。何も変更しません。',
  restore: 'バックアップから復元',
  restoreTitle: 'バックアップから復元',
  restoreText:
    'バックアップのアカウントを、その新しい端末としてこの端末に戻します。ネットワークなしで使えます。続けるには、その後サインインしてください。',
  last: (when: string) => `この端末での最後のバックアップ: ${when}`,
  never: 'この端末ではまだバックアップを作成していません。',
  passphrase: 'バックアップのパスフレーズ',
  passphraseHint: '12文字以上。これがないと、あなたを含め誰もバックアップを開けません。書き留めてください。',
  passphraseAgain: 'パスフレーズをもう一度',
  passphraseWrong: '12文字以上にしてください。',
  passphraseDiffers: '上のものと違います。',
  passphraseMissing: 'バックアップを作成したときのパスフレーズを入力してください。',
  restoreHint: '作成したときのもの。今後この端末のロックに使われます。',
  waiting: (count: number) =>
    counted(count, {
      other:
        'この端末に送信待ちのメッセージが#件あります。先に送信されるのを待ってください。復元した端末からは送信されません。',
    }),
  file: 'ファイル',
  fileMissing: 'バックアップのファイルを選んでください。',
  startMake: 'バックアップ',
  startCheck: '確認',
  startRestore: '復元',
  working: 'バックアップを読み込み中…',
  writing: 'バックアップを書き込み中…',
  progress: (done: number, total: number) => `会話 ${number(total)}件中 ${number(done)}件…`,
  done: (place: string) =>
    `バックアップは ${place} にあります。一度確認し、このコンピューターとは別の場所に保管してください。`,
  stop: '中止',
  close: '閉じる',
  whole: 'バックアップは完全で、開けます。',
  of: (name: string, username: string, host: string) => `アカウント: ${name} (${host} の @${username})`,
  made: (when: string) => `作成: ${when}`,
  conversations: (count: number) => counted(count, { other: '会話#件を含みます。' }),
  documents: (count: number) => counted(count, { other: 'ドキュメント#件を含みます。' }),
  keys: (count: number) => counted(count, { other: '封をした会話#件の鍵を含みます。' }),
  identity: 'すべての端末を失っても、これで戻れます。',
  noIdentity: '作成した端末は新しい端末を追加できません。戻るには、別の端末か復旧コードが必要です。',
  otherAccount: 'これは、ここで開いているものとは別のアカウントのバックアップです。',
  older: (when: string) => `この端末では、より新しいバックアップを作成しています: ${when}。`,
  fileName: (username: string, date: string) => `Tidings バックアップ ${username} ${date}.tidings`,
  keysUnreadable: (detail: string) =>
    `このアカウントの鍵を読めませんでした。Tidings を再起動して、もう一度お試しください。(${detail})`,
  unreadable:
    'この端末にあるものの一部を読めませんでした。バックアップは作成していません。後でもう一度お試しください。',
  failures: {
    'no-backup': 'このファイルは Tidings のバックアップではありません。別のものを選んでください。',
    newer: 'このバックアップは、より新しい版の Tidings で作成されています。その版を使ってください。',
    'wrong-passphrase': 'このバックアップのパスフレーズと違います。もう一度お試しください。',
    damaged:
      'このバックアップは壊れています。作成後に変更されました。何も取り込んでいません。別のコピーを使ってください。',
    truncated:
      'このバックアップは不完全です。終わりがありません。何も取り込んでいません。別のコピーを使ってください。',
    reordered:
      'このバックアップは壊れています。一部がないか、順序が違います。何も取り込んでいません。別のコピーを使ってください。',
    cancelled: '中止しました。何も変更していません。',
    store: 'この端末に取り込めませんでした。ディスクがいっぱいではありませんか？何も復元していません。',
    'already-here':
      'このアカウントか、同じユーザー名の別のアカウントが、すでにこの端末にあります。サインインするか、先にこの端末から削除してください。',
    'not-signed-out': 'ここでアカウントが開いています。先にアカウントを追加し、そこで復元してください。',
  },
}
