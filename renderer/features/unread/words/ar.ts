import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = arabic

export const words: Translated<typeof english> = {
  unread: '، رسائل غير مقروءة',
  count: (count: number) =>
    counted(count, {
      zero: '، لا شيء لك',
      one: '، واحدة لك',
      two: '، اثنتان لك',
      few: '، # لك',
      many: '، # لك',
      other: '، # لك',
    }),
  number: (count: number) => (count > 99 ? `${number(99)}+` : number(count)),
  marked: (count: number) =>
    counted(count, {
      zero: 'لم تُعلَّم أي محادثة.',
      one: 'عُلّمت محادثة واحدة كمقروءة.',
      two: 'عُلّمت محادثتان كمقروءتين.',
      few: 'عُلّمت # محادثات كمقروءة.',
      many: 'عُلّمت # محادثة كمقروءة.',
      other: 'عُلّمت # محادثة كمقروءة.',
    }),
  windowTitle: (count: string, title: string) => `(${count}) ${title}`,
}
