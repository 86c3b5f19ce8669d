import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  record: 'ボイスメッセージを録音',
  asking: 'マイクを待っています。Tidings が使ってよいか、システムが確認することがあります。',
  recording: (time: string) => `録音中、${time}`,
  cancel: '録音を破棄',
  finish: '録音を終える',
  level: '音の大きさ',
  name: (moment: string) => `ボイスメッセージ ${moment}.webm`,
  failure: {
    refused: 'Tidings はマイクを使えません。システムかブラウザーの設定で許可し、もう一度お試しください。',
    missing: 'マイクが見つかりませんでした。接続して、もう一度お試しください。',
    busy: 'マイクを開けませんでした。別のプログラムが使っている可能性があります。それを閉じて、もう一度お試しください。',
  },
}
