import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  signInAgain: 'サインインし直す',
  signedOut:
    'サーバーが再サインインを求めています。その間も読み書きできます。書いた内容はここに保管されます。',
  signInAgainTitle: 'サインインし直す',
  signInAgainText: 'パスワードでサーバーへの接続が再開します。この端末の内容には影響しません。',
  password: 'パスワード',
  understood: 'OK',
  getUpdate: '最新版を入手',
  history: (share: string) => `履歴を取得中: ${share}`,
  states: {
    online: '同期済み',
    sending: (queued: number) => counted(queued, { other: '#件のメッセージを送信中' }),
    connecting: '接続中。',
    connectingSince: (moment: string) => `接続中。${moment} 時点まで同期済み。`,
    connectingWith: (queued: number) => counted(queued, { other: '接続中。#件のメッセージが送信待ちです。' }),
    offline: 'オフライン。書き続けられます。',
    offlineSince: (moment: string) => `オフライン。書き続けられます。${moment} 時点まで同期済み。`,
    offlineWith: (queued: number) =>
      counted(queued, { other: 'オフライン。書き続けられます。#件のメッセージが送信待ちです。' }),
    signedOut: 'サインアウト中。',
    signedOutSince: (moment: string) => `サインアウト中。${moment} 時点まで同期済み。`,
    signedOutWith: (queued: number) =>
      counted(queued, { other: 'サインアウト中。#件のメッセージが送信待ちです。' }),
    stopped: '未接続',
    stoppedWith: (queued: number) => counted(queued, { other: '未接続。#件のメッセージが送信待ちです。' }),
  },
  short: {
    sending: (queued: number) => `${number(queued)}件を送信中`,
    connecting: '接続中',
    connectingWith: (queued: number) => counted(queued, { other: '接続中 · #件待ち' }),
    offline: 'オフライン',
    offlineWith: (queued: number) => counted(queued, { other: 'オフライン · #件待ち' }),
    signedOut: 'サインアウト中',
    signedOutWith: (queued: number) => counted(queued, { other: 'サインアウト中 · #件待ち' }),
    stopped: '未接続',
    stoppedWith: (queued: number) => counted(queued, { other: '未接続 · #件待ち' }),
  },
  stopped: {
    'device-revoked':
      'この端末はアカウントから外されたため、メッセージの送受信ができません。使うには、サインアウトしてからサインインし直してください。',
    'version-unsupported':
      'この版の Tidings はサーバーに対して古すぎます。送受信するには更新してください。書いた内容は残ります。',
    replaced:
      'このプロファイルの別のウィンドウで Tidings が接続されています。ここで使うには再読み込みしてください。',
  },
  failures: {
    unreachable: 'サーバーに接続できませんでした。ネットワークを確認して、もう一度お試しください。',
    tooManyRequests: (seconds: number) =>
      counted(seconds, { other: '試行回数が多すぎます。#秒待って、もう一度お試しください。' }),
    serverError: (detail: string) =>
      `サーバー側で問題が発生しました。後でもう一度お試しください。(${detail})`,
    locked: 'このプロファイルはロックされています。先にパスワードで解除してください。',
    expired: 'サインインの有効期限が切れました。サインインし直して、もう一度行ってください。',
    nameTaken: 'この名前はすでに使われています。別の名前を選んでください。',
    forbidden: 'このワークスペースでのあなたの役割では、この操作はできません。',
    notFound: 'もうありません。',
  },
  outbox: {
    locked:
      'このプロファイルはロックされているため、何も安全に保管できません。解除してから送信し直してください。',
    full: 'ディスクがいっぱいのため、メッセージを保管できませんでした。空きを作って送信し直してください。',
    counter: 'その間に別のウィンドウで書き込みがありました。再読み込みして送信し直してください。',
    failed: (detail: string) =>
      `メッセージをディスクに書き込めませんでした。もう一度お試しください。(${detail})`,
  },
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
  storeFailures: {
    full: 'ディスクがいっぱいです。空きができるまで、新しいメッセージをこの端末に保存できません。',
    damaged: (where: string) =>
      `この端末に保存された内容の一部が壊れているため、サーバーから取り直します。(${where})`,
    closed: 'この端末のストレージが閉じられました。このウィンドウを再読み込みしてください。',
    failed: (detail: string) =>
      `この端末のストレージが正しく応答しません。このウィンドウを再読み込みしてください。(${detail})`,
  },
}
