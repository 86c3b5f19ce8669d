import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = japanese

export const words: Translated<typeof english> = {
  favourites: 'お気に入り',
  addFavourite: 'お気に入りに追加',
  removeFavourite: 'お気に入りから外す',
  draft: '、下書きあり',
  more: (name: string) => `${name} を整理`,
  actions: '整理',
  moveTo: (section: string) => `${section} へ移動`,
  moveOut: 'セクションから出す',
  moveUp: '上へ移動',
  moveDown: '下へ移動',
  newSection: '新しいセクション',
  newSectionHere: '新しいセクションへ移動',
  sectionActions: (name: string) => `セクション ${name}`,
  rename: 'セクションの名前を変更',
  renameTitle: 'セクションの名前を変更',
  removeSection: 'セクションを削除',
  sectionRemoved: (name: string) => `セクション「${name}」を削除しました。`,
  removeText: 'セクションはなくなりますが、会話は残り、元の場所に戻ります。',
  emptySection: '会話をここにドラッグするか、会話のメニューを使ってください。',
  sectionName: '名前',
  sectionNameMissing: '名前を付けてください。',
  create: 'セクションを作成',
  save: '保存',
  fold: (name: string) => `${name} を折りたたむ`,
  unfold: (name: string) => `${name} を展開`,
  saved: '後で読む',
  saveMessage: '後で読むために保存',
  unsaveMessage: '保存を解除',
  savedTitle: '後で読む',
  savedEmpty: '保存したものはありません',
  savedEmptyText:
    'メッセージ上で S を押すか、メニューの「後で読むために保存」を選んでください。保存したものは自分にだけ見えます。',
  toDo: '未完了',
  done: '完了',
  markDone: '完了にする',
  markNotDone: '未完了に戻す',
  remove: '外す',
  savedRemoved: (count: number) =>
    counted(count, {
      other: 'メッセージ#件の保存を取り消しました。',
    }),
  jump: 'メッセージへ移動',
  gone: 'この会話はもうここにありません。',
  filesOnly: 'ファイル',
  disappeared: '消えたメッセージ',
  someone: '誰か',
  full: (limit: number) => `${number(limit)}件までです。先にいくつか外してください。`,
  isSaved: '保存済み',
  close: '閉じる',
}
