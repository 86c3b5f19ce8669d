import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  section: 'المؤرشفة',
  archive: 'أرشفة عندي',
  takeOut: 'إخراج من الأرشيف',
  archived: (title: string) => `أُرشفت ${title}. تعود مع الرسالة التالية.`,
  archivedMuted: (title: string) => `أُرشفت ${title}. هي مكتومة، فتبقى هناك إلى أن تخرجها.`,
  takenOut: (title: string) => `عادت ${title} إلى محادثاتك.`,
  mark: 'مؤرشفة',
}
