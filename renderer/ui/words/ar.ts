import type { Translated } from '../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  close: 'إغلاق',
  cancel: 'إلغاء',
  undo: 'تراجع',
  on: 'تشغيل',
  off: 'إيقاف',
  dismiss: 'إخفاء',
  toasts: 'ما جرى للتو',
  notCopied: 'لم يُنسَخ شيء: تعذّر الوصول إلى الحافظة. حاول مرة أخرى، أو حدّد النص واضغط Ctrl+C.',
  lastSeen: (moment: string) => `آخر ظهور ${moment}`,
  presence: { online: 'متصل', away: 'غائب', busy: 'مشغول' },
}
