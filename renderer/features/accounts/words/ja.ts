import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  accounts: 'アカウント',
  account: (name: string) => `${name} のアカウント`,
  hint: (name: string, server: string, keys: string) => `${name} · ${server} · ${keys}`,
  keys: (place: number, mac: boolean) => (mac ? `⌘⇧${place}` : `Ctrl+Shift+${place}`),
  locked: '、ロック中',
  signedOut: '新しいアカウント',
  add: 'アカウントを追加',
  addTitle: 'アカウントを追加',
  addText:
    'ここのアカウントは、メッセージ、鍵、検索をそれぞれ別に持ち、互いの内容は見えません。ロックを解除したものはすべて接続したままになります。',
  where: 'アカウントはどこにありますか？',
  places: { same: '同じサーバー', other: '別のサーバー' },
  address: 'サーバーのアドレス',
  addressHint: '管理者から受け取ったもの。例: https://chat.example.org',
  addressMissing: 'サーバーのアドレスを入力してください。',
  proceed: '続ける',
  leave: 'アカウントを追加しない',
  useAnother: '別のアカウントを使う',
  remove: 'このアカウントをウィンドウから外す',
  failures: {
    'by-policy': '組織が、そのサーバーのアカウントを許可していません。',
    'too-many': 'このウィンドウにはすでに8つのアカウントがあります。先にどれかをサインアウトしてください。',
    'no-address': 'サーバーのアドレスではありません。https:// か http:// で始まります。',
  },
}
