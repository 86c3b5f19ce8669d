import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  copyCode: 'コードをコピー',
  codeCopied: 'コピーしました',
  you: 'あなた',
  someone: '誰か',
  table: '表',
  mention: (name: string) => `@${name}`,
  openTitle: 'このリンクを開きますか？',
  openText: 'Tidings の外へ移動します。移動先:',
  openWarning:
    'このサイトの名前には、他の文字と見間違えやすい文字が含まれています。知っているサイトの場合だけ開いてください。',
  openWhole: '完全なアドレス',
  open: 'リンクを開く',
  copyAddress: 'アドレスをコピー',
  card: (name: string) => `${name} について`,
  isYou: 'あなたです',
  notMember: 'このワークスペースのアカウントではありません',
  roles: { owner: 'オーナー', admin: '管理者', member: '', guest: 'ゲスト' },
  message: 'メッセージ',
  notes: '自分用メモ',
}
