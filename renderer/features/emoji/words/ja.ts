import { japanese } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = japanese

export const words: Translated<typeof english> = {
  picker: '絵文字',
  search: '絵文字を検索',
  opening: '絵文字を読み込み中…',
  none: 'その名前の絵文字はありません。',
  found: (count: number) => counted(count, { other: '絵文字#個' }),
  recent: '最近使用',
  tone: '肌の色',
  tones: ['肌の色なし', '明るい', 'やや明るい', '中間', 'やや濃い', '濃い'],
  categories: '絵文字の種類',
  groups: {
    0: 'スマイリーと感情',
    1: '人',
    3: '動物と自然',
    4: '食べ物と飲み物',
    5: '旅行と場所',
    6: '活動',
    7: '物',
    8: '記号',
    9: '旗',
  },
}
