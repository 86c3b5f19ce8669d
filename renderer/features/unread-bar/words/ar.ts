import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { number, plural } = arabic

export const words: Translated<typeof english> = {
  since: (moment) => `رسائل جديدة منذ ${moment}`,
  count: (count, moment) =>
    plural(count, {
      zero: `لا رسائل جديدة منذ ${moment}`,
      one: `رسالة جديدة واحدة منذ ${moment}`,
      two: `رسالتان جديدتان منذ ${moment}`,
      few: `${number(count)} رسائل جديدة منذ ${moment}`,
      many: `${number(count)} رسالة جديدة منذ ${moment}`,
      other: `${number(count)} رسالة جديدة منذ ${moment}`,
    }),
  jump: 'الانتقال إلى أول رسالة غير مقروءة',
  markRead: 'تعليم كمقروء',
}
