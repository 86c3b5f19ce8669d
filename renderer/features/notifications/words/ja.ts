import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  app: 'Tidings',
  reply: '返信を入力',
  messages: (count: number) => counted(count, { other: '新着メッセージ#件' }),
  ofAccount: (title: string, account: string) => `${title}（${account} 宛て）`,
  from: (author: string, where: string) => `${where} の ${author}`,
  last: (count: number, text: string) => `新着メッセージ${number(count)}件、最新: ${text}`,
  someone: '誰か',
  title: '通知',
  device: 'この端末だけの設定です。',
  show: '通知を表示',
  content: '通知の内容',
  contents: { text: '名前と本文', name: '名前だけ', none: 'どちらもなし' },
  sound: '音は鳴りません。',
  standings: {
    allowed: 'このシステムは Tidings の通知を許可しています。',
    'not-asked': 'Tidings が通知を表示してよいか、まずブラウザーが確認します。',
    denied:
      'ブラウザーが Tidings の通知を許可していません。このページの設定 (アドレスの横の印) で許可し、もう一度試してください。',
    missing: 'このブラウザーは通知を表示しません。メッセージの数はウィンドウのタイトルに表示されます。',
  },
  ask: '通知を許可',
  test: 'テスト通知を送る',
  testTitle: '通知は届きます',
  testBody: 'Tidings はメッセージをこのように知らせます。',
  tested:
    'システムに渡しました。表示されない場合は、システムの通知がオフか、おやすみモードになっていないか確認してください。',
  testFailed:
    'システムが表示しませんでした。システムの設定で、このプログラムの通知が許可されているか確認してください。',
}
