import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  changes: {
    react: 'تفاعلك موجود على هذا الجهاز وحده.',
    edit: 'تعديلك لرسالة موجود على هذا الجهاز وحده.',
    pin: 'ما ثبّتّه أو ألغيت تثبيته كذلك على هذا الجهاز وحده.',
    redact: 'ما حذفته غائب عن هذا الجهاز وحده.',
    reply: 'ردك في سلسلة موجود على هذا الجهاز وحده.',
    post: 'رسالتك موجودة على هذا الجهاز وحده.',
    meta: 'تغييرك للمحادثة نفسها موجود على هذا الجهاز وحده.',
    other: 'شيء فعلته هنا موجود على هذا الجهاز وحده.',
  },
  unacceptable: 'لم يُرسل. لم يستطع الخادم قبوله.',
}
