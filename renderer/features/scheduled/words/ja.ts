import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  pickTitle: '後で送信',
  when: '日時',
  whenWrong: 'これからの日時を選んでください。',
  text: 'メッセージ',
  textMissing: '何か入力してください。',
  schedule: '予約する',
  save: '保存',
  title: '送信予約',
  empty: '送信予約はありません',
  emptyText:
    'メッセージを書き、送信ボタンの横の「後で送信」を選んでください。あなただけのために、封をして保管されます。',
  note: 'その時刻に、あなたの端末がどれか動いていて、接続している必要があります。どれもなければ、1日以内に最初に動いた端末が送信します。それを過ぎると、あなたに確認します。',
  noteFiles:
    'ファイルはそれまで封をしてこの端末に保管され、メッセージもこの端末から送信されます。その時刻に、この端末が動いていて、接続している必要があります。そうでなければ、1日以内に動いたときに送信します。それを過ぎると、あなたに確認します。',
  noteOfFiles: 'ファイル付きのメッセージは、ファイルを添付した端末から送信されます。',
  elsewhere: 'ファイルはこの端末にありません。送信できるのは、ファイルを添付した端末だけです。',
  elsewhereOn: (device: string) =>
    `ファイルはこの端末にありません。送信できるのは、ファイルを添付した端末「${device}」だけです。`,
  missedOn: (device: string) => `未送信: ファイルのある端末「${device}」が1日以内に接続しませんでした`,
  waits: '接続待ち',
  closed: '現在ここには書き込めません。その時までに変わらなければ拒否され、本文は手元に戻ります。',
  missed: '未送信: 1日以内に接続した端末がありませんでした',
  missedElsewhere: '未送信: ファイルのある端末が1日以内に接続しませんでした',
  sendNow: '今すぐ送信',
  edit: '変更',
  remove: '削除',
  removed: (count: number) =>
    counted(count, {
      other: '送信予約#件を削除しました。',
    }),
  sentMeanwhile: 'その間に、元の内容のまま送信されました。',
  gone: 'この会話はもうここにありません。送信されません。',
}
