import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  releaseTitle: '新しい端末をリンク',
  releaseIntro:
    'まず新しい端末でサインインし、「別の端末からリンク」を選んでください。8桁のコードが表示されます。',
  releaseBegin: '続ける',
  codeTitle: 'コードを入力',
  codeText:
    '新しい端末に表示された8桁を入力してください。自分の目で見たものだけを入力してください。他人のコードを入力すると、その人がすべてを読めるようになります。',
  codeLabel: '新しい端末のコード',
  codeHint: '8桁',
  codeShort: '8桁すべてを入力してください。',
  codeSubmit: '探す',
  foundTitle: (device: string) => `あなたの新しい端末は ${device} ですか？`,
  foundNone: '封をした会話はまだありません。続けると、これからの会話の鍵と、次のものが渡ります。',
  foundText: (conversations: number) =>
    counted(conversations, { other: '続けると、封をした会話#件の鍵と、次のものが渡ります。' }),
  foundAll: 'その中のすべてのメッセージ。過去も今後も',
  foundSince: (moment: string) => `${moment} 以降に書かれたすべてのメッセージ`,
  foundAs: '削除するまで、あなたの名前で書く権利',
  foundSeen: 'やり取りしている人と他の端末には、リンクしたことが表示されます。',
  foundConfirm: 'はい、鍵を渡します',
  foundCancel: 'いいえ、中止します',
  sendingTitle: (device: string) => `${device} に送信中`,
  sending: (done: number, total: number) => `会話 ${number(total)}件中 ${number(done)}件`,
  sendingText: '両方の端末の電源を入れたままにしてください。新しいメッセージから送られます。',
  doneTitle: (device: string) => `${device} をリンクしました`,
  doneText: '封をした会話を読み書きできるようになりました。古い履歴は引き続き届きます。',
  done: '完了',
  failedTitle: '端末はリンクされませんでした',
  again: '最初からやり直す',
  unlinkedTitle: 'この端末はまだリンクされていません',
  unlinkedText:
    'チャンネルはすぐ使えます。封をした会話は自分の端末以外には開けず、この端末にはまだ鍵がありません。鍵の受け取り方を選んでください。',
  /** Instead, where a backup has brought keys and the list of devices does not take this one. */
  refusedText:
    '鍵はバックアップから届いていて、その中身はこれからも読めます。ただし、あなたの端末の一覧がこの端末を受け付けません。ほかの方法を選べますが、一覧がいっぱいの間に使えるのは「最初から始める」だけです。',
  fromDevice: '別の端末からリンク',
  fromNoDevice: '鍵を持っている端末はもうありません。',
  fromDeviceText: (devices: number) =>
    counted(devices, { other: '他に#台の端末があります。履歴がすべて移る最良の方法です。' }),
  fromCode: '復旧コードを使う',
  fromCodeText: 'コードの控えがあり、手元に端末がない場合。',
  fromNoCode: 'このアカウントには復旧コードが設定されていません。',
  anew: '最初から始める',
  anewText: 'どちらもない場合。これまでに書かれたものは閉じたままです。',
  later: '後で',
  showTitle: '別の端末からリンク',
  showSteps: [
    '別の端末で、アカウントメニュー、「あなたの端末」、「新しい端末をリンク」を開きます。',
    'そこで次のコードを入力します。',
  ],
  showName: (device: string) => `別の端末に「${device}」についての確認が表示されます。`,
  showExpires: (moment: string) =>
    `コードは ${moment} まで有効です。誰にも読み上げず、誰にも送らないでください。`,
  showLabel: 'この端末のコード',
  preparing: '別の端末の準備ができ次第、ここにコードが表示されます。',
  asked: (device: string) =>
    `別の端末を見てください。「${device}」が新しい端末かどうか聞いていますか？コードが違うと言っている場合は、ここでキャンセルしてください。誰かが間に入っている可能性があります。`,
  askedConfirm: 'はい、聞いています',
  askedConfirmed: '別の端末で確認してください。',
  receiving: (done: number, total: number) => `受信中の会話: ${number(total)}件中 ${number(done)}件`,
  receivedTitle: 'この端末をリンクしました',
  receivedText: '封をした会話の最新のメッセージが届きました。古いものは自動で届き続けます。',
  anewTitle: '最初から始めますか？',
  /** Instead of the first of the consequences, where a backup has brought keys. */
  anewKept:
    '新しい鍵になります。バックアップから届いたものは、この端末でこれからも読めます。それ以降に書かれたものは、後で古い端末をリンクするか復旧コードを見つけない限り、閉じたままです。',
  anewConsequences: [
    '新しい鍵になります。これまでの封をしたメッセージは、後で古い端末をリンクするか復旧コードを見つけない限り、この端末では閉じたままです。',
    '他の端末があれば、封をした会話からサインアウトされます。',
    'やり取りしている全員に、鍵が変わったことが表示されます。あなたを検証した人は、書く前にもう一度照合を求められます。',
    'グループは残ります。他の人の履歴はそのままで、あなたはこれから書かれるものを読めます。',
  ],
  anewUnderstood: 'リンク済みの他の端末も復旧コードもありません',
  anewNotUnderstood: '先にチェックを入れてください。どちらかがあれば、それを使ってください。',
  anewSubmit: '最初から始める',
  failures: {
    'wrong-password': 'アカウントのパスワードと違います。',
    wrongCode: (attemptsLeft: number) =>
      counted(attemptsLeft, {
        other: 'このコードを表示して待っている端末はありません。もう一度確認してください。あと#回試せます。',
      }),
    wrongCodeLast: '待っている端末のコードではありません。両方の端末で、新しいコードから始め直してください。',
    expired: '時間がかかりすぎたため、コードは無効になりました。両方の端末で始め直してください。',
    cancelled: '別の端末で中止されました。何も渡していません。',
    tampered:
      '2台の端末が同じものを見ていなかったため、何も渡していません。誰かが間に入っていた可能性があります。信頼できるネットワークでやり直してください。',
    'not-primary':
      'この端末は他の端末を追加できません。「端末の追加と削除ができます」とある端末を使ってください。',
    'by-policy':
      '端末の数が、組織の定めた上限に達しています。もう使わないものを削除してから、この端末をリンクしてください。',
    unreachable:
      'サーバーに接続できませんでした。2台の端末が互いを見つけるのに必要です。オンラインになったらもう一度お試しください。',
    failed: (detail: string) => `できませんでした。何も渡していません。もう一度お試しください。(${detail})`,
  },
}
