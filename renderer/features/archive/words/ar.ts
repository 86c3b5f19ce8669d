export const words = {
  section: 'المؤرشفة',
  archive: 'أرشفة عندي',
  takeOut: 'إخراج من الأرشيف',
  archived: (title: string) => `أُرشفت ${title}. تعود مع الرسالة التالية.`,
  archivedMuted: (title: string) => `أُرشفت ${title}. هي مكتومة، فتبقى هناك إلى أن تخرجها.`,
  takenOut: (title: string) => `عادت ${title} إلى محادثاتك.`,
  mark: 'مؤرشفة',
} as const
