import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  offer: (host: string) => `${host} のプレビューを追加`,
  offerNote:
    'あなたのコンピューターがそのサイトから取得します。メッセージを読む人は、どこにも問い合わせません。',
  fetching: (host: string) => `${host} からプレビューを取得中`,
  remove: 'プレビューなしで送信',
  preview: 'プレビュー',
  settings: 'リンクのプレビュー',
  settingsNote:
    '送るリンクの先を見せるため、このコンピューターがそのサイトに問い合わせます。サイトには、あなたのネットワークアドレスの誰かがリンクを送ろうとしていることが分かります。プレビューはメッセージと一緒に届き、読む人はどこにも問い合わせません。',
  choices: { ask: '毎回確認', always: '常に追加', never: '追加しない' },
  failures: {
    notAllowed: (host: string) => `${host} は公開サイトではないため、プレビューはありません。`,
    unreachable: (host: string) =>
      `${host} に接続できませんでした。プレビューなしでメッセージを送信できます。`,
    nothingThere: (host: string) =>
      `${host} に、内容についての情報がありません。プレビューなしでメッセージを送信できます。`,
  },
}
