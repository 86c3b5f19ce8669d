import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'
import type { Duration } from '../durations.ts'

const { counted } = japanese

const lasting = ({ count, unit }: Duration): string => counted(count, forms[unit])
const forms = {
  minute: { other: '#分' },
  hour: { other: '#時間' },
  day: { other: '#日' },
  week: { other: '#週間' },
} as const

export const words: Translated<typeof english> = {
  title: '消えるメッセージ',
  off: 'オフ',
  custom: 'その他',
  lasting,
  offText: 'メッセージは、誰かが削除するまで残ります。',
  onText: (duration: Duration) => `ここに書かれたものは、送信の${lasting(duration)}後に消えます。`,
  change: '変更',
  save: '保存',
  choose: 'メッセージが消えるまで',
  count: '長さ',
  countWrong: '整数を入力してください。最短1分、最長52週間です。',
  unit: '単位',
  units: { minute: '分', hour: '時間', day: '日', week: '週間' },
  who: 'この会話の全員が変更でき、誰が変更したかは全員に表示されます。変更後に書かれるものから有効です。',
  promise:
    '時間が来たメッセージは、全員の端末から消えます。今電源が切れている端末からも、次に動いたときに消えます。その前にコピーや撮影をされることは防げず、それまでに作られたバックアップには残ります。',
  turnedOn: (name: string, duration: Duration) =>
    `${name} が、メッセージを送信の${lasting(duration)}後に消えるようにしました`,
  turnedOff: (name: string) => `${name} が、消えるメッセージをオフにしました`,
  youTurnedOn: (duration: Duration) => `メッセージを送信の${lasting(duration)}後に消えるようにしました`,
  youTurnedOff: '消えるメッセージをオフにしました',
  mark: (moment: string) => `${moment} に消えます`,
  unbegun: '消えるまでの時間は、送信されてから始まります',
}
