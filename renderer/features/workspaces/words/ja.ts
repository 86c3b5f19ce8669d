import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  title: 'ワークスペースを選択',
  intro: 'ワークスペースには、チーム、クラブ、家族などのチャンネルがまとまっています。',
  join: (name: string) => `${name} に参加`,
  members: (count: number) => counted(count, { other: 'メンバー#人' }),
  joined: '参加中',
  open: 'このサーバーのワークスペース',
  loading: '参加できるワークスペースをサーバーに確認中',
  none: '参加できるワークスペースはまだありません。最初の1つを作成してください。',
  find: 'ワークスペースを探す',
  noneFound: 'その名前のワークスペースはありません。',
  again: '再試行',
  name: 'ワークスペース名',
  nameWrong: '制御文字を除く1〜80文字で入力してください。',
  create: 'ワークスペースを作成',
  createTitle: 'または自分で作成',
}
