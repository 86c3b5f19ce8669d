import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  text: 'تغيير أجريته هنا موجود على هذا الجهاز وحده: تفاعل أو تثبيت أو حذف أو موضوع.',
  unacceptable: 'لم يُرسل. لم يستطع الخادم قبوله.',
}
