import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  section: 'アーカイブ済み',
  archive: '自分用にアーカイブ',
  takeOut: 'アーカイブから戻す',
  archived: (title: string) => `${title} をアーカイブしました。次のメッセージが届くと戻ります。`,
  archivedMuted: (title: string) =>
    `${title} をアーカイブしました。ミュート中なので、戻すまでそこに残ります。`,
  takenOut: (title: string) => `${title} を会話の一覧に戻しました。`,
  mark: 'アーカイブ済み',
}
