import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'あなたの端末',
  intro: 'これらの端末はあなたの鍵を持ち、封をした会話を読めます。',
  here: 'この端末',
  role: { primary: '端末の追加と削除ができます', linked: '読み書きができます' },
  added: (moment: string) => `${moment} に追加`,
  lastSeen: (moment: string) => `最終使用 ${moment}`,
  neverSeen: '最終使用: 不明',
  link: '新しい端末をリンク',
  revoke: '削除…',
  revokeOf: (name: string) => `${name} を削除…`,
  loading: '端末の一覧を読み込み中',
  unlinked: 'この端末はまだリンクされていないため、他の端末を表示できません。',
  linkThis: 'この端末をリンク',
  entering:
    'この端末はバックアップから復元され、まだ一覧に入っていません。サインインしてサーバーに接続できると、自動で入ります。入れない理由がある場合は、封をした会話に表示されます。',
  notPrimary:
    'この端末は読めますが、他の端末の追加や削除はできません。「端末の追加と削除ができます」とある端末で行ってください。',
  revokeTitle: (name: string) => `${name} を削除しますか？`,
  revokeConsequences: [
    'サーバーが接続でき次第、サインアウトされます。',
    'これから書かれるものは、この端末を除いて封をされます。封をした会話ごとに、次のメッセージの前に鍵が変わります。',
    'すでに受け取ったものは残る可能性があります。盗まれた場合、ロックを解除した人がそれを読みます。',
    'そのままでは戻せません。また使うには、新しい端末としてリンクしてください。やり取りしている人には、なくなったことが見えます。',
  ],
  revokeSubmit: '端末を削除',
  recovery: '復旧コード',
  failures: {
    'wrong-password': 'アカウントのパスワードと違います。何も変更していません。',
    'not-primary': 'この端末は他の端末を削除できません。',
    'list-moved':
      '端末の一覧が、たった今ほかで変更されました。もう一度確認してください。ここからは何も削除していません。',
    unreachable:
      'サーバーに接続できなかったため、その端末はまだ読めます。オンラインになったらもう一度お試しください。',
    failed: (detail: string) => `端末を削除できませんでした。もう一度お試しください。(${detail})`,
  },
}
