import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  copyCode: 'نسخ الرمز',
  codeCopied: 'نُسخ',
  you: 'أنت',
  someone: 'شخص ما',
  table: 'جدول',
  mention: (name: string) => `@${name}`,
  all: 'الجميع هنا',
  card: (name: string) => `عن ${name}`,
  isYou: 'هذا أنت',
  notMember: 'لا حساب في مساحة العمل هذه',
  roles: { owner: 'مالك', admin: 'مشرف', member: '', guest: 'ضيف' },
  message: 'رسالة',
  notes: 'ملاحظات لنفسك',
}
