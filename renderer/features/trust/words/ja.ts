import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  someone: '誰か',
  you: 'あなた',
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
  unopened:
    'ここで送られたメッセージの一部は、この端末に鍵がないため開けません。もう一度送ってもらうか、そのメッセージがある自分の端末で読んでください。',
  unopenedLater:
    'ここで送られたメッセージの一部は、復帰に使った鍵のコピーより新しいため、この端末では開けません。もう一度送ってもらうか、まだそのメッセージがある自分の端末で読んでください。',
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
