import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  title: (workspace: string) => `دعوة أشخاص إلى ${workspace}`,
  intro: 'يستطيع كل من لديه الرابط الدخول، بحسابه أو بحساب جديد. أرسله إلى من تقصدهم فقط.',
  role: 'يدخلون بصفة',
  notes: {
    guest: 'لا يرى الضيوف إلا القنوات الخاصة والمجموعات التي يُضافون إليها.',
    admin: 'يستطيع المشرفون أيضًا دعوة الأشخاص وإزالتهم.',
  },
  uses: 'كم شخصًا يستطيع استخدامه',
  usesOf: (count: number) =>
    counted(count, {
      zero: '# أشخاص',
      one: 'شخص واحد',
      two: 'شخصان',
      few: '# أشخاص',
      many: '# شخصًا',
      other: '# شخص',
    }),
  lasts: 'مدة صلاحيته',
  days: (count: number) =>
    counted(count, {
      zero: '# أيام',
      one: 'يوم واحد',
      two: 'يومان',
      few: '# أيام',
      many: '# يومًا',
      other: '# يوم',
    }),
  make: 'إنشاء رابط',
  link: 'الرابط',
  copy: 'نسخ الرابط',
  copied: 'نُسخ',
  once: 'يظهر هذه المرة فقط. انسخه الآن أو أنشئ رابطًا آخر لاحقًا.',
  open: 'الروابط التي ما زالت صالحة',
  none: 'لا يوجد أي رابط.',
  loading: 'يُسأل الخادم',
  until: (moment: string) => `حتى ${moment}`,
  takeBack: 'سحب',
  takeBackOf: (facts: string) => `سحب الرابط: ${facts}`,
}
