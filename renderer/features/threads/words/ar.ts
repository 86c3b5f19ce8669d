import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  threads: 'السلاسل',
  unreadReplies: (unread: number) =>
    counted(unread, {
      zero: 'لا ردود غير مقروءة',
      one: 'رد واحد غير مقروء',
      two: 'ردّان غير مقروءين',
      few: '# ردود غير مقروءة',
      many: '# ردًا غير مقروء',
      other: '# رد غير مقروء',
    }),
}
