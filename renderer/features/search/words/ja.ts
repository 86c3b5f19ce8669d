import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  title: 'メッセージを検索',
  placeholder: 'メッセージを検索',
  close: '検索を閉じる',
  results: '検索結果',
  someone: '誰か',
  somewhere: 'もう一覧にない会話',
  none: (query: string) => `「${query}」は見つかりませんでした`,
  noneHint: '語を減らす、語の一部だけにする、フィルターを外すなどをお試しください。',
  misread: (filters: string) => `理解できないため除外したか、該当がありません: ${filters}`,
  help: '語、語の一部、"引用符で囲んだ語句" を、参加しているすべての会話と、この端末で開いたことのあるドキュメント、テキスト、PDF、オフィスファイルから探します。',
  helpOffers:
    'フィルターの入力中は、合う人や場所などの候補が出ます。矢印キーで選び、Enter または Tab で確定します。',
  traits: {
    link: 'リンク',
    mention: 'メンション',
    reaction: 'リアクション',
    answer: '返信',
    file: 'ファイル',
    pin: 'ピン留め',
    document: 'ドキュメントの本文',
  },
  narrow: '検索を絞り込む',
  narrowBy: { from: '送信者…', in: '場所…', before: 'より前…', after: 'より後…', has: '含むもの…' },
  within: (name: string) => `${name} のみ`,
  everywhere: 'すべてから検索',
  filters: [
    ['from:ana', 'Ana が書いたもの。from:me は自分'],
    ['in:general', 'そのチャンネル内。in:ana は Ana とのやり取り'],
    ['after:2026-03', 'その年、月、日より後'],
    ['before:2026-03-31', 'その年、月、日より前'],
    [
      'has:link',
      'リンク付き。他に has:mention、has:reaction、has:answer、has:file、has:pin。has:document はドキュメントの本文',
    ],
  ],
  inDocument: '本文',
  foundFor: (typed: string) => `「${typed}」`,
  keepBeside: '会話の横に表示し続ける',
  more: '古い結果を表示',
  looking: 'さらにさかのぼって検索中',
  count: (count: number) => counted(count, { other: '結果#件' }),
  countOrMore: (count: number) => counted(count, { other: '結果#件以上' }),
  coverage: {
    nothing: 'この端末にはまだメッセージがありません。',
    indexing: (share: string) => `今のところ、この端末のメッセージの ${share} を検索できます。`,
    held: (share: string) => `この端末のすべてのメッセージ (全体の ${share}) を検索できます。`,
    all: 'すべてのメッセージを検索できます。',
  },
  unopened: (count: number) =>
    counted(count, {
      other: 'この端末で開いたことのないドキュメント#件の本文は検索できません。',
    }),
  filesElsewhere: (count: number) =>
    counted(count, {
      other: 'この端末にないテキスト、PDF、オフィスファイル#件は名前だけを検索できます。',
    }),
  filesInPart: (count: number) =>
    counted(count, {
      other:
        'ファイル#件は一部または名前だけを検索できます。非常に長い、保護されている、壊れている、画像でできている、またはまだ読み取り中です。',
    }),
  failures: {
    full: 'ディスクがいっぱいのため、新しいメッセージを検索できません。空きを作ってください。',
    unreadable:
      'この端末の検索索引を今は読めません。メッセージは無事です。もう一度お試しになるか、アプリを再起動してください。',
    closed: '検索が停止しました。アプリを再起動すると、また検索できます。',
  },
}
