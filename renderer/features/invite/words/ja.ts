import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  title: (workspace: string) => `${workspace} に招待`,
  intro:
    'リンクを持っている人は、今のアカウントでも新しいアカウントでも参加できます。招待したい人にだけ送ってください。',
  role: '参加する役割',
  notes: {
    guest: 'ゲストには、追加された非公開チャンネルとグループだけが見えます。',
    admin: '管理者は人を招待したり外したりもできます。',
  },
  uses: '使える人数',
  usesOf: (count: number) => counted(count, { other: '#人' }),
  lasts: '有効期間',
  days: (count: number) => counted(count, { other: '#日' }),
  make: 'リンクを作成',
  link: 'リンク',
  copy: 'リンクをコピー',
  copied: 'コピーしました',
  once: '表示されるのは今回だけです。今コピーするか、後で別のリンクを作成してください。',
  open: '有効なリンク',
  none: 'ありません。',
  loading: 'サーバーに問い合わせています',
  until: (moment: string) => `${moment} まで`,
  takeBack: '取り消す',
  takeBackOf: (facts: string) => `リンクを取り消す: ${facts}`,
}
