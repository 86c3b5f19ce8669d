import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  notices: {
    'device-outdated':
      'この端末は古いコピーから復元されました。ここで書いた内容は新しい場所に送り直されました。失われたものも重複もありません。',
    sentAgain: (messages: number) =>
      counted(messages, {
        other:
          'サーバーがメッセージを失っていました。バックアップから復元されたためかもしれません。あなたのメッセージ#件を送り直しました。',
      }),
    'log-changed':
      'サーバーの履歴が以前のものと違います。バックアップから復元されたためかもしれません。この端末にあるものは残し、照合しています。',
    forged:
      'サーバーが、送信者に書く権限のないものを渡してきました。除外しました。あなたがすることはありません。',
    'receipt-false':
      'サーバーは、送信内容を保管していることを証明できませんでした。署名が正しくありません。管理者に知らせてください。',
    'word-broken':
      'サーバーが署名して確認したメッセージを、サーバーが失っています。この端末にあるものは残ります。管理者に知らせてください。',
    clocksDiffer: (moment: string) =>
      `この端末とサーバーの時刻が一致していません。サーバーの時刻は${moment}でした。書いた内容にはこの端末の時刻が付きます。時計が狂っていると、全員の画面で違う位置に表示されます。正しい時刻に合わせてください。`,
    withheld:
      'サーバーが、持っているメッセージをすべては送ってきませんでした。再度要求しています。あなたがすることはありません。',
  },
  storeTroubles: {
    full: 'この端末のディスクがいっぱいです。書いた内容は引き続き保管・送信されますが、新しいメッセージをここに保存できません。空きを作ると、Tidings は自動で再開します。',
    failed: (detail: string) =>
      `この端末のストレージが正しく応答しません。書いた内容は引き続き保管・送信されます。続く場合は Tidings を再起動してください。(${detail})`,
    repaired: (parts: number) =>
      counted(parts, {
        other:
          'この端末に保存された内容のうち#か所が読めず、取り除きました。メッセージはサーバーから戻ります。送信したものと送信待ちのものは無事です。',
      }),
    lost: 'この端末に保存されていたメッセージがなくなっていました。サーバーから戻ります。書いてまだ送っていないものは残っています。失われた可能性があるのは下書きだけです。',
  },
}
