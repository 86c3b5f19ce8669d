import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  accounts: 'アカウント',
  account: (name: string) => `${name} のアカウント`,
  hint: (name: string, server: string, keys: string) => `${name} · ${server} · ${keys}`,
  keys: (place: number) => `Ctrl+Shift+${place}`,
  keysMac: (place: number) => `⌘⇧${place}`,
  locked: '、ロック中',
  signedOut: '新しいアカウント',
  add: 'アカウントを追加',
  addTitle: 'アカウントを追加',
  addText:
    'アカウントごとにメッセージ、鍵、検索は別々で、互いの内容は見えません。ロックされていないものはすべて接続を保ちます。',
  where: 'アカウントはどこにありますか？',
  places: { same: '同じサーバー', other: '別のサーバー' },
  address: 'サーバーのアドレス',
  addressHint: 'サーバーの管理者から受け取ったもの。例: https://chat.example.org',
  addressMissing: 'サーバーのアドレスを入力してください。',
  proceed: '進む',
  leave: 'アカウントを追加しない',
  useAnother: '別のアカウントを使う',
  remove: 'このアカウントをウィンドウから外す',
  erase: 'この端末から削除',
  failures: {
    'by-policy': '組織の設定により、そのサーバーのアカウントは使えません。',
    'too-many': 'このウィンドウにはすでに8つのアカウントがあります。先にどれかからサインアウトしてください。',
    'no-address': 'それはサーバーのアドレスではありません。https:// または http:// で始まります。',
  },
}
