import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: '設定',
  appearance: '外観',
  device: 'この端末だけの設定です。',
  theme: 'テーマ',
  themes: { system: 'システムに合わせる', light: 'ライト', dark: 'ダーク', contrast: 'ハイコントラスト' },
  accent: '色',
  accentOfWorkspace: 'ワークスペースに合わせる',
  accents: {
    215: '海',
    250: '青',
    285: 'すみれ',
    330: 'ピンク',
    15: '赤',
    55: 'こはく',
    110: 'オリーブ',
    155: '緑',
  },
  density: '間隔',
  densities: { comfortable: 'ゆったり', compact: 'コンパクト' },
  textSize: '文字サイズ',
  motion: '動き',
  motions: { system: 'システムに合わせる', reduced: 'なし' },
  language: '言語',
  languageSystem: 'システムに合わせる',
  languageNote: '選んだ言語は、Tidings を再読み込みすると使われます。書いた内容は残ります。',
  languageReload: (language: string) => `${language} で再読み込み`,
}
