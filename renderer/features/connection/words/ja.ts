import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  signInAgain: 'サインインし直す',
  takenOut: (name: string) =>
    `あなたはもう ${name} に参加していません。戻るには、誰でも参加できる場合はもう一度参加するか、招待を頼んでください。`,
  signedOut:
    'サーバーが再サインインを求めています。その間も読み書きできます。書いた内容はここに保管されます。',
  signInAgainTitle: 'サインインし直す',
  signInAgainText: 'パスワードでサーバーへの接続が再開します。この端末の内容には影響しません。',
  password: 'パスワード',
  understood: 'OK',
  reload: '再読み込み',
  getUpdate: '最新版を入手',
  history: (share: string) => `履歴を取得中: ${share}`,
  showStuck: '表示',
  showStuckOf: '表示: 送信できなかったもの',
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
    stuck: (queued: number) => `${number(queued)}件が未送信`,
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
    byPolicy:
      'この端末を管理する組織が許可していません。設定の「組織による管理」を見るか、端末の管理者に聞いてください。',
    expired: 'サインインの有効期限が切れました。サインインし直して、もう一度行ってください。',
    nameTaken: 'この名前はすでに使われています。別の名前を選んでください。',
    forbidden: 'このワークスペースでのあなたの役割では、この操作はできません。',
    notFound: 'もうありません。',
  },
  declined: {
    'bad-request': 'サーバーが要求を理解できませんでした。Tidings を更新して、もう一度お試しください。',
    unauthorized: 'サインインの有効期限が切れました。サインインし直して、もう一度行ってください。',
    'wrong-credentials': 'ユーザー名とパスワードが一致しません。両方を確認して、もう一度お試しください。',
    'refresh-refused': 'サインインが終了しました。サインインし直して、もう一度行ってください。',
    forbidden: 'あなたの役割では許可されていません。管理者に依頼してください。',
    'not-found': 'もうありません。',
    'username-taken': 'このユーザー名はすでに使われています。別のものを選んでください。',
    'name-taken': 'この名前はすでに使われています。別の名前を選んでください。',
    'last-owner': 'ワークスペースにはオーナーが必要です。先に他の人をオーナーにしてください。',
    'last-admin': '非公開チャンネルには管理者が必要です。先に他の人を管理者にしてください。',
    'already-resolved': 'この報告には、すでに他の人が対応しました。',
    sealed: 'この会話は封をされています。メンバーの端末でなければできません。',
    'password-weak': 'このパスワードは推測されやすいものです。別のものを選んでください。',
    'no-password': 'このアカウントにはパスワードがありません。ブラウザーでサインインします。',
    'account-disabled': 'このアカウントは無効になっています。サーバーの管理者に問い合わせてください。',
    'sign-up-closed': 'このサーバーでは新しいアカウントを作成できません。管理者に依頼してください。',
    'invitation-needed': 'ここのアカウントは招待制です。誰かに招待を頼んでください。',
    'invitation-refused': 'この招待は無効か、期限切れです。新しい招待を頼んでください。',
    'identity-taken':
      'プロバイダーのこの人は、ここの別のアカウントに結び付いています。そのアカウントでサインインしてください。',
    'last-way-in': 'これを外すと、アカウントに入る方法がなくなります。先にパスワードを設定してください。',
    'oidc-refused':
      'このサインインは終了したか、ここで始めたものではありません。最初からやり直してください。',
    'provider-unreachable':
      'サーバーがアカウントのプロバイダーに接続できませんでした。後でもう一度お試しください。',
    'provider-misconfigured':
      'サーバーのこのプロバイダー用の設定が正しくありません。管理者に知らせてください。',
    'list-moved': 'その間に端末の一覧が変更されました。もう一度お試しください。',
    'backup-moved': '別の端末がより新しいバックアップを作成しました。もう一度お試しください。',
    'keys-refused':
      'サーバーがこの端末の鍵を受け付けませんでした。Tidings を更新して、もう一度お試しください。',
    'not-linked': 'この端末はアカウントにリンクされていません。先に設定でリンクしてください。',
    'id-taken': 'サーバーではこの ID に別のものがあります。作り直してください。',
    'file-taken': 'サーバーではこのファイルの場所に別のファイルがあります。もう一度添付してください。',
    'file-offset': 'サーバーにあるこのファイルの部分が、送ったものと違います。もう一度添付してください。',
    'file-too-large':
      'このファイルはサーバーの上限を超えています。分割して送るか、リンクを共有してください。',
    'file-quota':
      'サーバーにファイルを置く空きがありません。いくつか削除するか、管理者に容量の追加を依頼してください。',
    'people-quota':
      'このワークスペースの人数は上限に達しています。オーナーか管理者に空きを作ってもらい、もう一度お試しください。',
    'file-damaged': 'ファイルが送ったとおりに届きませんでした。もう一度添付してください。',
    'file-infected': 'サーバーがこのファイルにマルウェアを見つけ、削除しました。コピーを開かないでください。',
    'file-unscanned':
      'サーバーはまだこのファイルのマルウェアを検査していません。1分後にもう一度お試しください。',
    'no-such-file': 'サーバーにこのファイルがありません。もう一度添付してください。',
    'range-outside': 'サーバーのファイルが本来より短くなっています。もう一度送ってもらってください。',
    'no-such-message': 'このメッセージはもうありません。',
    'key-reused': 'これは以前、別の内容で送信されています。新しいメッセージとして送信してください。',
    'message-refused': 'このワークスペースの規則では、この内容は送れません。別の書き方にしてください。',
    'too-large': 'サーバーが一度に受け取れる量を超えています。短くするか、分けて送信してください。',
    unavailable: '今、サーバーはその操作ができません。何も変更していません。1分後にもう一度お試しください。',
    'too-many-webhooks': 'このワークスペースの Webhook は上限に達しています。先に1つ削除してください。',
  },
  outbox: {
    locked:
      'このプロファイルはロックされているため、何も安全に保管できません。解除してから送信し直してください。',
    full: 'ディスクがいっぱいのため、メッセージを保管できませんでした。空きを作って送信し直してください。',
    counter: 'その間に別のウィンドウで書き込みがありました。再読み込みして送信し直してください。',
    failed: (detail: string) =>
      `メッセージをディスクに書き込めませんでした。もう一度お試しください。(${detail})`,
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
