import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  text: 'شيء فعلته هنا موجود على هذا الجهاز وحده: تفاعل أو تعديل أو تثبيت أو حذف أو رد في سلسلة أو تغيير في المحادثة نفسها.',
  unacceptable: 'لم يُرسل. لم يستطع الخادم قبوله.',
}
