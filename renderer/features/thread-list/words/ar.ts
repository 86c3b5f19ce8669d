import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = arabic

export const words: Translated<typeof english> = {
  none: 'لا سلاسل بعد',
  noneText: 'تُدرج هنا السلاسل التي بدأتها أو تتابعها أو رددت فيها أو أُشير إليك فيها.',
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
  follow: 'متابعة السلسلة',
  unfollow: 'إلغاء المتابعة',
  followed: (count: number) =>
    counted(count, {
      zero: 'لا تتابع سلسلة أخرى.',
      one: 'أنت تتابع سلسلة أخرى.',
      two: 'أنت تتابع سلسلتين أخريين.',
      few: 'أنت تتابع # سلاسل أخرى.',
      many: 'أنت تتابع # سلسلة أخرى.',
      other: 'أنت تتابع # سلسلة أخرى.',
    }),
  left: (count: number) =>
    counted(count, {
      zero: 'ما زلت تتابع كل السلاسل.',
      one: 'لم تعد تتابع سلسلة واحدة.',
      two: 'لم تعد تتابع سلسلتين.',
      few: 'لم تعد تتابع # سلاسل.',
      many: 'لم تعد تتابع # سلسلة.',
      other: 'لم تعد تتابع # سلسلة.',
    }),
  someone: 'شخص ما',
  you: 'أنت',
}
