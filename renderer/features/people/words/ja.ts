import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, inRow, listed, number } = japanese

export const words: Translated<typeof english> = {
  section: 'ダイレクトメッセージ',
  newMessage: '新しいメッセージまたはグループ',
  none: 'まだ誰もいません。ここに書いた内容は、参加者だけが読めます。',
  notes: '自分用メモ',
  someone: '誰か',
  people: (count: number) => counted(count, { other: '、#人' }),
  presence: (status: string) => `、${status}`,
  you: 'あなた',
  adminsOnly: '人の追加と取り外しは管理者ができます。',
  andOthers: (names: ReadonlyArray<string>, count: number) => `${inRow(names)} 他${number(count)}人`,
  leftText: '読んだものはここに残ります。',
  about: {
    group: {
      name: 'グループの名前',
      nameHint: '任意。参加者だけに表示されます。#計画 のような名前はチャンネルの中に並びます。',
      full: (people: number) => counted(people, { other: 'グループの人数は、あなたを含めて#人までです。' }),
      manage: 'このグループを変更',
      title: 'このグループ',
      members: 'このグループの人',
      leave: 'グループから退出',
      leaveTitle: 'このグループから退出しますか？',
      left: 'あなたはもうこのグループにいません。読んだものはここに残ります。',
      leftTitle: 'あなたはもうこのグループにいません',
      beingMade: 'グループはまだ準備中です。少し待って、もう一度お試しください。',
      needsAdmin:
        'グループには管理者が必要です。先に他の人を管理者にするか、あなたがグループから退出してください。',
    },
    channel: {
      name: '非公開チャンネルの名前',
      nameHint: '参加者だけに表示されます。# がなければダイレクトメッセージの中に並びます。',
      full: (people: number) =>
        counted(people, { other: '非公開チャンネルの人数は、あなたを含めて#人までです。' }),
      manage: 'この非公開チャンネルを変更',
      title: 'この非公開チャンネル',
      members: 'この非公開チャンネルの人',
      leave: '非公開チャンネルから退出',
      leaveTitle: 'この非公開チャンネルから退出しますか？',
      left: 'あなたはもうこの非公開チャンネルにいません。読んだものはここに残ります。',
      leftTitle: 'あなたはもうこの非公開チャンネルにいません',
      beingMade: '非公開チャンネルはまだ準備中です。少し待って、もう一度お試しください。',
      needsAdmin:
        '非公開チャンネルには管理者が必要です。先に他の人を管理者にするか、あなたがチャンネルから退出してください。',
    },
  },
  failures: {
    'not-linked': 'この端末はまだリンクされていません。先にリンクすると、封をしたメッセージを書けます。',
    keysNotSeen: (names: ReadonlyArray<string>) =>
      `${listed(names)} の鍵がまだこの端末にありません。サーバーに接続できたら、もう一度お試しください。`,
    noKeys: (names: ReadonlyArray<string>) =>
      `${listed(names)} は、まだ封をしたメッセージを読めません。一度 Tidings を開く必要があります。外すか、本人に頼んでください。`,
    'not-ready': 'この端末の鍵がまだサーバーにありません。サーバーに接続できたら、もう一度お試しください。',
    leftWorkspace: (names: ReadonlyArray<string>) =>
      `${listed(names)} はワークスペースから退出しました。外してください。`,
    conversationNotKept: (detail: string) =>
      `会話をこの端末に保存できませんでした。もう一度お試しください。(${detail})`,
    busy: '直前の変更がまだサーバーに届いていません。届いてから、もう一度お試しください。',
    notKept: (detail: string) => `この端末に保存できませんでした。もう一度お試しください。(${detail})`,
  },
}
