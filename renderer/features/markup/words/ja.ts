import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  copyCode: 'コードをコピー',
  codeCopied: 'コピーしました',
  you: 'あなた',
  someone: '誰か',
  table: '表',
  mention: (name: string) => `@${name}`,
  all: 'ここにいる全員',
  card: (name: string) => `${name} について`,
  isYou: 'あなたです',
  notMember: 'このワークスペースのアカウントではありません',
  roles: { owner: 'オーナー', admin: '管理者', member: '', guest: 'ゲスト' },
  message: 'メッセージ',
  notes: '自分用メモ',
}
