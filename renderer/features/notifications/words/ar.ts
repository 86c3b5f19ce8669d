import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number, plural } = arabic

export const words: Translated<typeof english> = {
  app: 'Tidings',
  reply: 'اكتب ردًا',
  messages: (count: number) =>
    counted(count, {
      zero: 'لا رسائل جديدة',
      one: 'رسالة جديدة واحدة',
      two: 'رسالتان جديدتان',
      few: '# رسائل جديدة',
      many: '# رسالة جديدة',
      other: '# رسالة جديدة',
    }),
  ofAccount: (title: string, account: string) => `${title} (إلى ${account})`,
  from: (author: string, where: string) => `${author} في ${where}`,
  last: (count: number, text: string) =>
    plural(count, {
      zero: `لا رسائل جديدة: ${text}`,
      one: `رسالة جديدة واحدة: ${text}`,
      two: `رسالتان جديدتان، آخرهما: ${text}`,
      few: `${number(count)} رسائل جديدة، آخرها: ${text}`,
      many: `${number(count)} رسالة جديدة، آخرها: ${text}`,
      other: `${number(count)} رسالة جديدة، آخرها: ${text}`,
    }),
  someone: 'شخص ما',
  title: 'الإشعارات',
  device: 'هذه لهذا الجهاز وحده.',
  show: 'عرض الإشعارات',
  content: 'ما تقوله',
  contents: { text: 'الاسم والنص', name: 'الاسم فقط', none: 'لا هذا ولا ذاك' },
  sound: 'بلا صوت.',
  standings: {
    allowed: 'يسمح هذا النظام لـ Tidings بعرض الإشعارات.',
    'not-asked': 'سيسألك متصفحك أولًا إن كان يحق لـ Tidings عرض الإشعارات.',
    denied:
      'لا يسمح متصفحك لـ Tidings بعرض الإشعارات. اسمح بها في إعدادات هذه الصفحة (العلامة بجانب العنوان)، ثم جرّب مجددًا.',
    missing: 'لا يعرض هذا المتصفح إشعارات. ومع ذلك تُعدّ الرسائل في عنوان النافذة.',
  },
  ask: 'السماح بالإشعارات',
  test: 'إرسال إشعار تجريبي',
  testTitle: 'إنه يعمل',
  testBody: 'هكذا يبلغك Tidings برسالة.',
  tested: 'سُلّم إلى نظامك. إن لم تره فانظر إن كانت إشعارات النظام معطلة أو وضع عدم الإزعاج مفعلًا.',
  testFailed: 'لم يعرضه نظامك. انظر في إعداداته إن كانت إشعارات هذا البرنامج مسموحة.',
}
