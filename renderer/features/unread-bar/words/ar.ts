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
  above: {
    forYou: (count) =>
      plural(count, {
        zero: `لا رسائل لك في الأعلى`,
        one: `رسالة واحدة لك في الأعلى`,
        two: `رسالتان لك في الأعلى`,
        few: `${number(count)} رسائل لك في الأعلى`,
        many: `${number(count)} رسالة لك في الأعلى`,
        other: `${number(count)} رسالة لك في الأعلى`,
      }),
    unread: (count) =>
      plural(count, {
        zero: `لا شيء غير مقروء في الأعلى`,
        one: `محادثة غير مقروءة في الأعلى`,
        two: `محادثتان غير مقروءتين في الأعلى`,
        few: `${number(count)} محادثات غير مقروءة في الأعلى`,
        many: `${number(count)} محادثة غير مقروءة في الأعلى`,
        other: `${number(count)} محادثة غير مقروءة في الأعلى`,
      }),
  },
  below: {
    forYou: (count) =>
      plural(count, {
        zero: `لا رسائل لك في الأسفل`,
        one: `رسالة واحدة لك في الأسفل`,
        two: `رسالتان لك في الأسفل`,
        few: `${number(count)} رسائل لك في الأسفل`,
        many: `${number(count)} رسالة لك في الأسفل`,
        other: `${number(count)} رسالة لك في الأسفل`,
      }),
    unread: (count) =>
      plural(count, {
        zero: `لا شيء غير مقروء في الأسفل`,
        one: `محادثة غير مقروءة في الأسفل`,
        two: `محادثتان غير مقروءتين في الأسفل`,
        few: `${number(count)} محادثات غير مقروءة في الأسفل`,
        many: `${number(count)} محادثة غير مقروءة في الأسفل`,
        other: `${number(count)} محادثة غير مقروءة في الأسفل`,
      }),
  },
}
