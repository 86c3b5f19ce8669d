import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  leftOver: 'لم تعد الرسالة التي كنت تعدّلها موجودة. ما كتبته باقٍ هنا كمسودة.',
  editLate: (by: string, where: string) =>
    `وصل تعديلك على رسالة في ${where} متأخرًا: كان ${by} قد حذف الرسالة. ما كتبته ينتظرك هناك كمسودة.`,
  editMasked: (where: string) =>
    `لا يظهر تعديلك على رسالة في ${where}: يقوم مقامه نص من الإشراف. ما كتبته ينتظرك هناك كمسودة.`,
  unkept: 'تعذّر على هذا الجهاز حفظ ملفات تنتظر هنا. ستُفقد عند إغلاق Tidings، فأرسلها قبل ذلك.',
}
