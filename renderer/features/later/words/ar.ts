import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = arabic

export const words: Translated<typeof english> = {
  sendLater: 'إرسال لاحقًا',
  withFiles: 'لا يمكن إرسال الملفات لاحقًا: فهي على هذا الجهاز وحده حتى تُرسل.',
  presets: {
    hour: 'بعد ساعة',
    evening: 'هذا المساء',
    tomorrow: 'صباح الغد',
    monday: 'صباح الاثنين',
  },
  pick: 'في وقت آخر…',
  list: 'الرسائل المجدولة',
  scheduled: (moment: string) => `تُرسل في ${moment}، من أي جهاز من أجهزتك يكون مفتوحًا.`,
  previewLeftOut: 'تُترك معاينة الرابط: لا مكان لحفظها حتى الإرسال بجانب نص بهذا الطول.',
  pickTitle: 'إرسال لاحقًا',
  when: 'الموعد',
  whenWrong: 'اختر لحظة لم تأتِ بعد.',
  text: 'الرسالة',
  textMissing: 'اكتب شيئًا.',
  schedule: 'جدولة',
  save: 'حفظ',
  title: 'الرسائل المجدولة',
  empty: 'لا شيء مجدول',
  emptyText: 'اكتب رسالة واختر «إرسال لاحقًا» بجانب زر الإرسال. تُحفظ مختومة، لك وحدك.',
  note: 'يجب أن يكون أحد أجهزتك مفتوحًا ومتصلًا حينها. إن لم يكن، فأول جهاز يُفتح خلال يوم يرسل الرسالة؛ وبعد ذلك تُسأل أنت.',
  waits: 'تنتظر الاتصال',
  missed: 'لم تُرسل: لم يتصل أي من أجهزتك خلال يوم',
  missedNote: (count: number) =>
    counted(count, {
      zero: 'أُرسلت كل الرسائل المجدولة.',
      one: 'لم تُرسل رسالة مجدولة واحدة: لم يتصل أي من أجهزتك.',
      two: 'لم تُرسل رسالتان مجدولتان: لم يتصل أي من أجهزتك.',
      few: 'لم تُرسل # رسائل مجدولة: لم يتصل أي من أجهزتك.',
      many: 'لم تُرسل # رسالة مجدولة: لم يتصل أي من أجهزتك.',
      other: 'لم تُرسل # رسالة مجدولة: لم يتصل أي من أجهزتك.',
    }),
  look: 'عرضها',
  sendNow: 'إرسال الآن',
  edit: 'تغيير',
  remove: 'حذف',
  sentMeanwhile: 'أُرسلت في الأثناء كما كانت.',
  gone: 'لم تعد هذه المحادثة هنا. لن تُرسل.',
  tooLong: (characters: number) =>
    counted(characters, {
      zero: 'أطول من أن تُحفظ لوقت لاحق.',
      one: 'أطول بحرف واحد من أن تُحفظ لوقت لاحق.',
      two: 'أطول بحرفين من أن تُحفظ لوقت لاحق.',
      few: 'أطول بـ # أحرف من أن تُحفظ لوقت لاحق.',
      many: 'أطول بـ # حرفًا من أن تُحفظ لوقت لاحق.',
      other: 'أطول بـ # حرف من أن تُحفظ لوقت لاحق.',
    }),
  tooMany: (limit: number) => `الحد الأقصى للرسائل المجدولة ${number(limit)}. أزل بعضها أولًا.`,
}
