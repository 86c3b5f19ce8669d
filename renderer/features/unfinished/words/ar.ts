import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  leftOver: 'لم تعد الرسالة التي كنت تعدّلها موجودة. ما كتبته باقٍ هنا كمسودة.',
  unsent: (count: number) =>
    counted(count, {
      zero: 'لم تُفقد أي ملفات.',
      one: 'أُغلق Tidings قبل إرسال ملف واحد أُرفق هنا. أرفقه من جديد.',
      two: 'أُغلق Tidings قبل إرسال ملفين أُرفقا هنا. أرفقهما من جديد.',
      few: 'أُغلق Tidings قبل إرسال # ملفات أُرفقت هنا. أرفقها من جديد.',
      many: 'أُغلق Tidings قبل إرسال # ملفًا أُرفقت هنا. أرفقها من جديد.',
      other: 'أُغلق Tidings قبل إرسال # ملف أُرفقت هنا. أرفقها من جديد.',
    }),
}
