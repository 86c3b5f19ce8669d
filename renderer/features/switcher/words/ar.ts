import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'الانتقال إلى محادثة أو شخص أو أمر',
  placeholder: 'إلى أين؟ اسم، أو > للأوامر',
  results: 'النتائج',
  none: 'لا شيء بهذا الاسم.',
  searchFor: (query) => `البحث عن «${query}» في الرسائل`,
  kinds: {
    channel: 'قناة',
    document: 'مستند',
    conversation: 'محادثة مختومة',
    person: 'شخص',
    command: 'أمر',
    workspace: 'مساحة عمل',
    account: 'حساب',
    search: 'الرسائل',
  },
  left: 'غادرتها',
  recent: 'المستخدَم أخيرًا',
  unread: 'غير مقروء',
  others: 'كل ما عدا ذلك',
  set: (choice, value) => `${choice}: ${value}`,
  beginFailed: 'تعذّر بدء المحادثة. جرّب من «رسالة أو مجموعة جديدة»، ففيها يُذكر السبب.',
}
