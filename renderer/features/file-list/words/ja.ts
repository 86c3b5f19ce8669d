import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'ファイルとリンク',
  kind: '表示するもの',
  kinds: { images: '画像', files: 'ファイル', links: 'リンク' },
  filter: '名前で探す',
  none: {
    images: '画像はまだありません。ここで送られたものが一覧になります。',
    files: 'ファイルはまだありません。ここで送られたものが一覧になります。',
    links: 'リンクはまだありません。ここで送られたものが一覧になります。',
  },
  noneNamed: 'その名前のものはありません。',
  looking: '探しています…',
  by: (name: string, moment: string) => `${name}、${moment}`,
  openLink: (host: string) => `${host} へのリンクを開く`,
  more: 'さらにさかのぼる',
  coverage: (left: number) =>
    japanese.counted(left, { other: 'この端末の履歴のうち、まだ調べていない部分が#か所あります。' }),
  you: 'あなた',
  someone: '誰か',
}
