import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  sendLater: '後で送信',
  withFiles: 'まだ送信できないファイルがあります。',
  presets: {
    hour: '1時間後',
    evening: '今日の夕方',
    tomorrow: '明日の朝',
    monday: '月曜日の朝',
  },
  pick: '日時を指定…',
  list: '送信予約',
  scheduled: (moment: string) => `${moment} に、そのとき動いているあなたの端末から送信されます。`,
  scheduledHere: (moment: string) => `${moment} に、ファイルとともにこの端末から送信されます。`,
  notKept: 'ファイルをこの端末に保管できませんでした。',
  previewLeftOut: 'リンクのプレビューは付きません。本文が長く、送信まで保管する余裕がないためです。',
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
  elsewhere: 'ファイルはこの端末にありません。送信できるのは、ファイルを添付した端末だけです。',
  waits: '接続待ち',
  missed: '未送信: 1日以内に接続した端末がありませんでした',
  missedElsewhere: '未送信: ファイルのある端末が1日以内に接続しませんでした',
  missedNote: (count: number) => counted(count, { other: '送信予約#件を時間内に送信できませんでした。' }),
  look: '確認する',
  sendNow: '今すぐ送信',
  edit: '変更',
  remove: '削除',
  removed: '送信予約を削除しました。',
  sentMeanwhile: 'その間に、元の内容のまま送信されました。',
  gone: 'この会話はもうここにありません。送信されません。',
  tooLong: (characters: number) => counted(characters, { other: '後で送信するには#文字超過しています。' }),
  tooMany: (limit: number) => `予約は${number(limit)}件までです。先にいくつか削除してください。`,
}
