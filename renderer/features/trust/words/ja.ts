import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  someone: '誰か',
  you: 'あなた',
  openReaders: '読める人',
  onlyYou: 'あなただけが読めます',
  onlyTwo: (name: string) => `あなたと ${name} だけが読めます`,
  onlyGroup: (count: number) => counted(count, { other: 'ここにいる#人だけが読めます' }),
  open: (workspace: string) => `${workspace} のメンバーとサーバーが読めます`,
  verifiedToo: '、検証済み',
  protection: 'Tidings が守るものと守らないもの',
  changedBanner: (name: string) =>
    `${name} との安全番号が変わりました。たいていは、新しい電話やコンピューター、または紛失後の再開始によるものです。`,
  compareAgain: 'もう一度照合',
  dismiss: '今はしない',
  blockedTitle: (name: string) => `送信を止めています: ${name} の鍵が変わりました`,
  blockedText: (name: string) => [
    `${name} を別の鍵で検証していました。新しい鍵は、再開始した本人のものかもしれず、他人のものかもしれません。`,
    `通話か対面で ${name} に確認してください。書きかけの内容は残ります。`,
  ],
  blockedCompare: '照合',
  blockedAccept: 'それでも送信し、新しい鍵を承認',
  blockedMore: (count: number) => counted(count, { other: '他にも#人の鍵が変わっています。' }),
  history: '人と端末の出来事',
  notLinkedTitle: 'この端末はまだリンクされていません',
  notLinkedText:
    '封をした会話は、あなたの鍵を持つ端末で読めます。この端末にはまだ鍵がありません。何も失われていません。',
  notLinkedKeptText:
    'この端末にあるものは読めます。新しいものと、あなたが書くものは、この端末をリンクすると届きます。何も失われていません。',
  notLinkedAction: 'この端末をリンク',
  notEnteredTitle: 'この端末はまだあなたの端末の一覧に入っていません',
  notEnteredText: (detail: string) =>
    `鍵はバックアップから届いているので、その中身は読めます。書いたものはここに保管され、この端末が一覧に入りしだい送信されます。Tidings は自動で再試行します。(${detail})`,
  arrivingTitle: 'この会話の鍵が届いています',
  arrivingText: '新しいメッセージから届きます。ここにいても移動しても、自動で続きます。',
  arrivingProgress: (done: number, total: number) => `メッセージ ${number(total)}件中 ${number(done)}件`,
  beforeTitle: '参加前に書かれたものは読めません',
  beforeText: (moment: string) =>
    `${moment} に追加されました。それより前のメッセージは、当時ここにいた人のために封をされています。必要なものがあれば、その人に頼んでください。`,
  keyBlockedTitle: (name: string) => `先に ${name} の鍵を確認する必要があります`,
  keyBlockedText: (name: string) =>
    `検証済みだった ${name} の鍵が変わりました。照合または承認するまで、この端末はその鍵で封をされたものを受け取りません。`,
  damagedTitle: (count: number) => counted(count, { other: 'ここのメッセージ#件が壊れています' }),
  damagedText:
    '書いた人の封と一致しないため、除外しています。他はすべて表示されています。書いた人は送り直せます。',
  withheldTitle: 'サーバーがメッセージを渡していません',
  withheldText: (moment: string) =>
    `${moment} より後に書かれたメッセージがあると他の端末が伝えていますが、サーバーが渡しません。Tidings は要求を続けます。続く場合は管理者に知らせてください。`,
  failures: {
    locked: 'このプロファイルはロックされています。再読み込みし、パスワードで解除してください。',
    'no-keys': 'この人の鍵はまだこの端末にありません。サーバーに接続できたら届きます。',
    moved: '表示中に番号が変わりました。閉じて、もう一度開いてください。',
    notKept: (detail: string) => `この端末に保存できませんでした。もう一度お試しください。(${detail})`,
  },
  events: {
    deviceAdded: (name: string, device: string) => `${name} が新しい端末をリンクしました: ${device}`,
    deviceRemoved: (name: string, device: string) => `${name} が端末を削除しました: ${device}`,
    recovered: (name: string, device: string) =>
      `${name} がバックアップまたは復旧コードで、新しい端末に戻りました: ${device}`,
    reset: (name: string) => `${name} が新しい鍵で最初から始めました。安全番号が変わっています`,
    added: (by: string, name: string) => `${by} が ${name} を追加しました`,
    removed: (by: string, name: string) => `${by} が ${name} を外しました`,
    left: (name: string) => `${name} が退出しました`,
    madeAdmin: (by: string, name: string) => `${by} が ${name} を管理者にしました`,
  },
  ownEvents: {
    deviceAdded: (device: string) => `新しい端末をリンクしました: ${device}`,
    deviceRemoved: (device: string) => `端末を削除しました: ${device}`,
    recovered: (device: string) => `バックアップまたは復旧コードで、新しい端末に戻りました: ${device}`,
    reset: '新しい鍵で最初から始めました',
    left: '退出しました',
    youAdded: (name: string) => `${name} を追加しました`,
    addedYou: (by: string) => `${by} があなたを追加しました`,
    youRemoved: (name: string) => `${name} を外しました`,
    removedYou: (by: string) => `${by} があなたを外しました`,
    youMadeAdmin: (name: string) => `${name} を管理者にしました`,
    madeYouAdmin: (by: string) => `${by} があなたを管理者にしました`,
  },
}
