import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'إعادة توجيه هذه الرسالة',
  to: 'إلى',
  comment: 'إضافة تعليق',
  commentHint: 'اختياري.',
  send: 'إعادة توجيه',
  opened: (workspace: string) => `هي من محادثة مختومة. وهناك يمكن للجميع في ${workspace} وللخادم قراءتها.`,
  missing: 'المحادثة ليست على هذا الجهاز بعد. حاول مجددًا حين يمكن الوصول إلى الخادم.',
  quoted: (author: string, title: string) => `**${author}** في ${title}:`,
  someone: 'شخص ما',
  you: 'أنت',
}
