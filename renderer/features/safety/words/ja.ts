import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  sealedText:
    'ここのメッセージはこの端末で封をされ、下に挙げた端末で開かれます。サーバーは運ぶだけで、読めません。',
  notRead:
    'ここのメッセージには封がされています。サーバーは運ぶだけで、読めません。どの端末で開かれるかは、会話がサーバーから届くとここに表示されます。',
  readers: '人',
  checkedUpTo: (moment: string) => `${moment} まで完全です。サーバーによる抜け、変更、挿入はありません。`,
  notChecked: '他の端末がどこまで受け取ったかをまだ知らせていないため、末尾が欠けていても分かりません。',
  readsAll: '最初からすべて読めます',
  readsSince: (moment: string) => `${moment} 以降に書かれたものを読めます`,
  admin: '管理者',
  devices: (count: number) => counted(count, { other: '端末#台' }),
  deviceSince: (name: string, moment: string) => `${name}、${moment} から`,
  noDevices: '端末はまだありません',
  compare: '安全番号を照合',
  compareWith: (name: string) => `${name} との安全番号を照合`,
  unverify: '検証を取り消す',
  unverifyOf: (name: string) => `${name} の検証を取り消す`,
  safetyTitle: (name: string) => `${name} との安全番号`,
  safetyIntro: (name: string) =>
    `この数字を ${name} の画面のものと照らし合わせてください。並んで見るか、声の分かる通話で。メッセージでは行わないでください。それこそ確認している対象です。`,
  safetyLabel: '安全番号、5桁ずつ12組',
  qrLabel: '安全番号の QR コード',
  copyNumber: 'コピー',
  copied: 'コピーしました',
  loading: '番号を計算中',
  match: '一致します',
  noMatch: '一致しません',
  scan: '画像やテキストで照合',
  scanText: (name: string) =>
    `${name} の QR コードの画像、または数字のテキストがあれば、Tidings が照合します。`,
  chooseImage: '画像を選ぶ…',
  pasteLabel: '画像または数字をここに貼り付け',
  compareText: '照合',
  scanSame: (name: string) => `同じ番号です。「一致します」を押すと、${name} を検証済みにします。`,
  noMatchTitle: '番号が違います',
  noMatchText: (name: string) => [
    `あなたと ${name} の間に誰かがいるか、どちらかが古い番号を見ている可能性があります。`,
    '双方でこれを閉じ、もう一度開いて、両方がオンラインのときに再度照合してください。',
    `それでも違う場合、他人に読まれてはならないことをここに書かないでください。別の手段で ${name} に連絡し、サーバーの管理者に知らせてください。`,
  ],
  again: 'もう一度照合',
  done: '完了',
  verifiedTitle: (name: string) => `${name} を検証しました`,
  verifiedText: (name: string) =>
    `この鍵を持つのは ${name} だけだと確かめられました。変わったときは、あなたが確認するまで何も送信されません。`,
  notLinkedTitle: 'この端末はまだリンクされていません',
  notLinkedText:
    '封をした会話は、あなたの鍵を持つ端末で読めます。この端末にはまだ鍵がありません。何も失われていません。',
  notLinkedKeptText:
    'この端末にあるものは読めます。新しいものと、あなたが書くものは、この端末をリンクすると届きます。何も失われていません。',
  notLinkedAction: 'この端末をリンク',
  notEnteredTitle: 'この端末はまだあなたの端末の一覧に入っていません',
  notEnteredText:
    '鍵はバックアップから届いているので、その中身は読めます。書いたものはここに保管され、この端末が一覧に入りしだい送信されます。',
  notEnteredWhy: {
    full: () =>
      '一覧には、アカウントに登録できる数の端末がすでに入っています。別の端末で「あなたの端末」を開いて 1 台を削除してから、ここでもう一度お試しください。もう 1 台も手元にない場合は、ほかの方法をご覧ください。',
    refused: (detail: string) =>
      `この端末を加えた一覧をサーバーが拒否しました。サーバー側で何かが変わらないかぎり、また拒否されます。(${detail})`,
    contradicted: () =>
      'サーバーが示した端末の一覧は、バックアップにある一覧の続きではないため、この端末はそれを信じません。サーバーの管理者に確かめてから、もう一度お試しください。',
    failed: (detail: string) => `Tidings は間隔を広げながら自動で再試行します。(${detail})`,
  },
  notEnteredAgain: '今すぐ再試行',
  notEnteredOther: 'ほかの方法',
  notEnteredTried: 'たった今、試しました。',
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
  verification: {
    self: 'あなた',
    unverified: '未検証',
    verified: '検証済み',
    changed: '新しい鍵、未検証',
    distrusted: '別の鍵で検証済み',
  },
  failures: {
    noCode:
      '安全番号が見つかりません。60桁の数字か、Tidings が表示する QR コードが必要です。より鮮明な画像でお試しください。',
    otherPerson: (name: string) =>
      `これは別の人との安全番号です。${name} に、あなたとのものを開いてもらってください。`,
  },
  claims: {
    intro:
      '封をした会話についての説明です。ダイレクトメッセージ、グループ、封をして作られた鍵マーク付きの非公開チャンネル、自分用メモが該当します。その他のチャンネルはすべてサーバーが読めます。',
    protectsTitle: '守られるもの',
    protects: [
      ['内容', 'サーバーは封をしたメッセージを読めず、偽造もできません。'],
      ['書き手', 'メンバーは他の人の名前で書けません。'],
      ['外した後', '外された人や削除された端末は、その後に書かれたものを読めません。'],
      [
        '侵入された後',
        '誰かが端末の鍵をコピーしても、侵入後に作られた鍵による最初の鍵の変更以降、そのコピーは役に立ちません。鍵は、人や端末が増減したときと、誰かが書いている間は少なくとも7日ごとに変わります。',
      ],
      [
        '欠けのなさ',
        'どのメッセージも、書き手がそれまでに見たものを示します。サーバーが抜いたり、重複させたり、動かしたりすれば気付きます。',
      ],
    ],
    limitsTitle: '守られないもの',
    limits: [
      [
        '端末にあるもの',
        '履歴は、読んだり検索したりできるよう保存されます。いずれかの端末のロックを解除した人は、その端末で表示できるものを読めます。保存された履歴に前方秘匿性はありません。',
      ],
      [
        '証拠',
        'メッセージには署名があります。メンバーはあなたが書いたことを他の人に示せます。後から否定はできません。',
      ],
      ['誰がいつ', '誰が会話にいるか、いつ書かれたか、おおよその量は、サーバーに見えます。'],
      ['メンバー', 'メッセージを読める人は、コピーや撮影ができ、削除された後も手元に残せます。'],
      [
        '最初の出会い',
        '鍵は、初めて見たときにその人のものとみなされます。間に誰もいなかったことは、安全番号の照合でしか分かりません。',
      ],
    ],
  },
}
