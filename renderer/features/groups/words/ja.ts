import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  title: '新しいメッセージまたはグループ',
  to: '宛先',
  searchHint: '名前を入力してください。Enter で先頭の人を追加、Backspace で最後の人を外します。',
  found: 'このワークスペースの人',
  loading: 'このワークスペースの人を読み込み中',
  alone: 'ここには、まだ書ける相手がいません。自分用のメモは書けます。',
  nobodyLeft: 'ほかに追加できる人はいません。',
  noMatch: (text: string) => `「${text}」という名前の人はここにいません。`,
  more: (count: number) => counted(count, { other: '他#人。続けて入力すると見つかります' }),
  notesEntry: '自分用メモ',
  notesText: '封をされ、自分のすべての端末で読めます',
  remove: (name: string) => `${name} を外す`,
  picked: (count: number) => counted(count, { other: '#人とあなた。' }),
  keysNotSeen: 'オンラインになると連絡できます',
  keysNone: 'リンク済みの端末がまだありません',
  begin: '書く',
  beginGroup: 'グループを作成',
  sealed: '参加者だけが読めます。サーバーは読めません。',
  done: '完了',
  save: '保存',
  admin: '管理者',
  takeOut: '外す',
  takeOutOf: (name: string) => `外す: ${name}`,
  addTitle: '人を追加',
  add: '追加',
}
