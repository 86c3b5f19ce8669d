import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = arabic

export const words: Translated<typeof english> = {
  sendLater: 'إرسال لاحقًا',
  withFiles: 'بعض الملفات ليست جاهزة للإرسال بعد.',
  presets: {
    hour: 'بعد ساعة',
    evening: 'هذا المساء',
    tomorrow: 'صباح الغد',
    monday: 'صباح الاثنين',
  },
  pick: 'في وقت آخر…',
  list: 'الرسائل المجدولة',
  scheduled: (moment: string) => `تُرسل في ${moment}، من أي جهاز من أجهزتك يكون مفتوحًا.`,
  scheduledHere: (moment: string) => `تُرسل في ${moment} مع ملفاتها، من هذا الجهاز.`,
  notKept: 'تعذّر حفظ الملفات لوقت لاحق على هذا الجهاز.',
  previewLeftOut: 'تُترك معاينة الرابط: لا مكان لحفظها حتى الإرسال بجانب نص بهذا الطول.',
  missedNote: (count: number) =>
    counted(count, {
      zero: 'أُرسلت كل الرسائل المجدولة.',
      one: 'لم تُرسل رسالة مجدولة واحدة في وقتها.',
      two: 'لم تُرسل رسالتان مجدولتان في وقتهما.',
      few: 'لم تُرسل # رسائل مجدولة في وقتها.',
      many: 'لم تُرسل # رسالة مجدولة في وقتها.',
      other: 'لم تُرسل # رسالة مجدولة في وقتها.',
    }),
  look: 'عرضها',
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
