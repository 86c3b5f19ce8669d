import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = arabic

export const words: Translated<typeof english> = {
  threads: 'السلاسل',
  unreadReplies: (unread: number) =>
    counted(unread, {
      zero: 'لا ردود غير مقروءة',
      one: 'رد واحد غير مقروء',
      two: 'ردّان غير مقروءين',
      few: '# ردود غير مقروءة',
      many: '# ردًا غير مقروء',
      other: '# رد غير مقروء',
    }),
  none: 'لا سلاسل بعد',
  noneText: 'تُدرج هنا السلاسل التي بدأتها أو رددت فيها أو أُشير إليك فيها.',
  unread: (count: number) => `${number(count)} جديد`,
  replies: (count: number) =>
    counted(count, {
      zero: 'لا ردود',
      one: 'رد واحد',
      two: 'ردّان',
      few: '# ردود',
      many: '# ردًا',
      other: '# رد',
    }),
  last: (name: string, text: string) => `${name}: ${text}`,
  disappears: 'رسالة مختفية',
  files: 'ملفات',
  unknownRoot: 'رسالة ليست على هذا الجهاز',
  someone: 'شخص ما',
  you: 'أنت',
}
