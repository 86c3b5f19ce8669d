import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  openTitle: 'このリンクを開きますか？',
  openText: 'Tidings の外へ移動します。移動先:',
  openWhole: '完全なアドレス',
  open: 'リンクを開く',
  copyAddress: 'アドレスをコピー',
  lettersWarning:
    'このサイトの名前には、他の文字と見間違えやすい文字が含まれています。知っているサイトの場合だけ開いてください。',
  otherWarning: (host: string) =>
    `リンクには ${host} と表示されていますが、移動先は別の場所です。理由がわかる場合だけ開いてください。`,
  trust: (site: string) => `${site} については今後確認しない`,
  title: 'リンク',
  note: 'リンクで Tidings の外へ移動する前に、移動先を表示して確認します。ここでの選択は、この端末のこのアカウントにだけ適用されます。',
  none: 'すべてのサイトについて確認します。',
  sites: (count: number) => counted(count, { other: '# 件のサイトを確認なしで開きます' }),
  forget: '再び確認する',
  forgetSite: (site: string) => `${site} について再び確認する`,
  forgetAll: 'すべてについて再び確認する',
}
