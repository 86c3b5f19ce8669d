import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = arabic

export const words: Translated<typeof english> = {
  title: 'رسالة أو مجموعة جديدة',
  to: 'إلى',
  searchHint: 'اكتب اسمًا. Enter يأخذ الأول، وBackspace يزيل الأخير.',
  found: 'الأشخاص في مساحة العمل هذه',
  loading: 'تجري قراءة من في مساحة العمل هذه',
  alone: 'لا أحد هنا بعد يمكنك الكتابة إليه. يمكنك كتابة ملاحظات لنفسك.',
  nobodyLeft: 'لا أحد غيرهم يمكن إضافته.',
  noMatch: (text: string) => `لا أحد هنا باسم «${text}».`,
  more: (count: number) => `و${number(count)} غيرهم؛ تابع الكتابة للعثور عليهم`,
  notesEntry: 'ملاحظات لنفسك',
  notesText: 'مختومة، على كل أجهزتك',
  remove: (name: string) => `إخراج ${name}`,
  picked: (count: number) =>
    counted(count, {
      zero: 'أنت وحدك.',
      one: 'شخص واحد وأنت.',
      two: 'شخصان وأنت.',
      few: '# أشخاص وأنت.',
      many: '# شخصًا وأنت.',
      other: '# شخص وأنت.',
    }),
  keysNotSeen: 'يمكن الوصول إليه حين تتصل',
  keysNone: 'ليس لديه جهاز مرتبط بعد',
  begin: 'كتابة',
  beginGroup: 'إنشاء مجموعة',
  sealed: 'لا يقرؤها إلا المشاركون فيها. الخادم لا يستطيع.',
  done: 'تم',
  save: 'حفظ',
  admin: 'مشرف',
  takeOut: 'إخراج',
  takeOutOf: (name: string) => `إخراج: ${name}`,
  addTitle: 'إضافة أشخاص',
  add: 'إضافة',
}
