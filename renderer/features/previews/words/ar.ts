import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  offer: (host: string) => `إضافة معاينة من ${host}`,
  offerNote: 'يطلبها حاسوبك من ذلك الموقع. من يقرأ الرسالة لا يطلب شيئًا من أحد.',
  fetching: (host: string) => `تُطلب معاينة من ${host}`,
  remove: 'إرسال بلا معاينة',
  preview: 'معاينة',
  settings: 'معاينات الروابط',
  settingsNote:
    'لعرض ما وراء رابط ترسله، يطلبه هذا الحاسوب من الموقع، فيعلم الموقع أن شخصًا على عنوان شبكتك يوشك أن يرسله. تسافر المعاينة مع الرسالة: من يقرؤها لا يطلب شيئًا من أحد.',
  choices: { ask: 'السؤال كل مرة', always: 'إضافتها دائمًا', never: 'أبدًا' },
  failures: {
    notAllowed: (host: string) => `لا معاينات من ${host}: ليس موقعًا عامًا.`,
    unreachable: (host: string) => `تعذّر الوصول إلى ${host}. يمكن إرسال الرسالة بلا معاينة.`,
    nothingThere: (host: string) => `لا يقول ${host} شيئًا عما هناك. يمكن إرسال الرسالة بلا معاينة.`,
  },
}
