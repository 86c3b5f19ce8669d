import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  copyCode: 'نسخ الرمز',
  codeCopied: 'نُسخ',
  you: 'أنت',
  someone: 'شخص ما',
  table: 'جدول',
  mention: (name: string) => `@${name}`,
  openTitle: 'فتح هذا الرابط؟',
  openText: 'يقود إلى خارج Tidings، إلى',
  openWarning: 'في اسم هذا الموقع حروف قد تلتبس بغيرها. لا تفتحه إلا إن كنت تعرفه.',
  openWhole: 'العنوان الكامل',
  open: 'فتح الرابط',
  copyAddress: 'نسخ العنوان',
  card: (name: string) => `عن ${name}`,
  isYou: 'هذا أنت',
  notMember: 'لا حساب في مساحة العمل هذه',
  roles: { owner: 'مالك', admin: 'مشرف', member: '', guest: 'ضيف' },
  message: 'رسالة',
  notes: 'ملاحظات لنفسك',
}
