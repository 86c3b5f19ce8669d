import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { inRow } = japanese

export const words: Translated<typeof english> = {
  section: 'ドキュメント',
  none: 'ドキュメントはまだありません',
  newDocument: '新しいドキュメント',
  createDocument: 'ドキュメントを作成',
  editDocument: 'タイトル・トピック・アイコンを編集',
  title: 'タイトル',
  titleWrong: '1〜120文字で入力してください。',
  toolbar: '書式',
  withKeys: (name: string, keys: string) => `${name} (${keys})`,
  commands: {
    undo: '元に戻す',
    redo: 'やり直す',
    heading1: '見出し1',
    heading2: '見出し2',
    heading3: '見出し3',
    bold: '太字',
    italic: '斜体',
    strike: '取り消し線',
    code: 'コード',
    link: 'リンク',
    bulletList: '箇条書き',
    orderedList: '番号付きリスト',
    taskList: 'チェックリスト',
    blockquote: '引用',
    codeBlock: 'コードブロック',
  },
  textOf: (title: string) => `${title} の本文`,
  emptyHint: 'ここに書いてください。ワークスペースの全員が読み書きでき、オフラインでも使えます。',
  taskDone: '完了',
  task: (text: string) => `完了: ${text}`,
  someone: '誰か',
  addLink: 'リンクを追加',
  changeLink: 'リンクを変更',
  linkAddress: 'アドレス',
  linkHint: 'Web (https、http) またはメール。',
  linkWrong: 'Web やメールのアドレスではありません。',
  setLink: 'リンクを設定',
  openLink: 'リンクを開く',
  removeLink: 'リンクを削除',
  here: (names: ReadonlyArray<string>) => `他に開いている人: ${inRow(names)}`,
  nobodyHere: '今、他に開いている人はいません',
  chat: 'このドキュメントについてのチャット',
  showChat: 'チャットを表示',
  hideChat: 'チャットを隠す',
  opening: 'ドキュメントを開いています',
  tryAgain: '再試行',
  kept: {
    connecting: '接続中',
    offline: 'オフライン。この端末に保存済み、後で送信します。',
    offlineSaving: 'オフライン。保存中',
    saved: 'サーバーに保存済み',
    saving: '保存中',
    deviceOnly: 'この端末にだけ保存済み',
  },
  troubles: {
    strange:
      'このドキュメントには、この版の Tidings では表示できないものが含まれています。何も変更していません。開くには Tidings を更新してください。',
    diskFull:
      'ディスクがいっぱいで、このドキュメントの変更をこの端末に保存できません。空きを作り、その間はこのウィンドウを開いたまま、サーバーに接続できる状態にしてください。',
    notKept:
      'このドキュメントの変更を今この端末に保存できません。このウィンドウを開いたまま、サーバーに接続できる状態にしてください。自動で再試行します。',
    damaged: 'このドキュメントの一部をこの端末で読めませんでした。サーバーにある分は、そこから戻ります。',
  },
  stopped: {
    'not-a-member':
      'このワークスペースのメンバーではなくなりました。書いた内容はこの端末に残り、送信されません。',
    full: 'このドキュメントは満杯です。書いた内容はこの端末に残ります。何か削除してもう一度お試しになるか、新しいドキュメントで続けてください。',
    refused: 'サーバーがこのドキュメントの最新の変更を受け付けませんでした。変更はこの端末に残ります。',
  },
  absent:
    'このドキュメントはまだこの端末にありません。サーバーに接続できたら届きます。チャットはその間も使えます。',
}
