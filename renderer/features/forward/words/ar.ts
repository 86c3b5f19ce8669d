import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  title: 'إعادة توجيه هذه الرسالة',
  to: 'إلى',
  toHint: 'اكتب اسمًا. مفتاح الإدخال يأخذ الأول، ومفتاح الحذف يُخرج الأخير.',
  found: 'محادثات وأشخاص',
  noMatch: (text: string) => `لا شيء هنا اسمه «${text}».`,
  more: (count: number) =>
    counted(count, {
      zero: 'لا مزيد',
      one: 'وواحدة أخرى؛ تابع الكتابة لتجدها',
      two: 'واثنتان أخريان؛ تابع الكتابة لتجدهما',
      few: 'و# أخرى؛ تابع الكتابة لتجدها',
      many: 'و# أخرى؛ تابع الكتابة لتجدها',
      other: 'و# أخرى؛ تابع الكتابة لتجدها',
    }),
  full: (count: number) =>
    counted(count, {
      zero: 'لا وجهات.',
      one: 'وجهة واحدة على الأكثر في المرة.',
      two: 'وجهتان على الأكثر في المرة.',
      few: '# وجهات على الأكثر في المرة.',
      many: '# وجهة على الأكثر في المرة.',
      other: '# وجهة على الأكثر في المرة.',
    }),
  deleted: 'حُذفت الرسالة في هذه الأثناء، ولم يعد بالإمكان إعادة توجيهها.',
  failed: (name: string, why: string) => `${name}: لم يُعَد توجيهها. ${why}`,
  sent: (count: number) =>
    counted(count, {
      zero: 'لم يُعَد توجيهها.',
      one: 'أُعيد توجيهها.',
      two: 'أُعيد توجيهها إلى محادثتين.',
      few: 'أُعيد توجيهها إلى # محادثات.',
      many: 'أُعيد توجيهها إلى # محادثة.',
      other: 'أُعيد توجيهها إلى # محادثة.',
    }),
  waits: (count: number) =>
    counted(count, {
      zero: 'لا شيء ينتظر.',
      one: 'يُعاد توجيهها حين يمكن الوصول إلى الخادم.',
      two: 'يُعاد توجيهها إلى محادثتين حين يمكن الوصول إلى الخادم.',
      few: 'يُعاد توجيهها إلى # محادثات حين يمكن الوصول إلى الخادم.',
      many: 'يُعاد توجيهها إلى # محادثة حين يمكن الوصول إلى الخادم.',
      other: 'يُعاد توجيهها إلى # محادثة حين يمكن الوصول إلى الخادم.',
    }),
  comment: 'إضافة تعليق',
  commentHint: 'اختياري.',
  send: 'إعادة توجيه',
  opened: (workspace: string) => `هي من محادثة مختومة. وهناك يمكن للجميع في ${workspace} وللخادم قراءتها.`,
  missing: 'المحادثة ليست على هذا الجهاز بعد. حاول مجددًا حين يمكن الوصول إلى الخادم.',
  quoted: (author: string, title: string) => `**${author}** في ${title}:`,
  someone: 'شخص ما',
  you: 'أنت',
}
