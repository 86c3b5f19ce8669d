import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  title: 'اختر مساحة عمل',
  intro: 'تجمع مساحة العمل قنوات فريق أو نادٍ أو عائلة.',
  join: (name: string) => `الانضمام إلى ${name}`,
  members: (count: number) =>
    counted(count, {
      zero: 'لا أعضاء',
      one: 'عضو واحد',
      two: 'عضوان',
      few: '# أعضاء',
      many: '# عضوًا',
      other: '# عضو',
    }),
  joined: 'أنت فيها',
  open: 'مساحات العمل على هذا الخادم',
  loading: 'يُسأل الخادم عن مساحات العمل المفتوحة',
  none: 'لا مساحة عمل مفتوحة هنا بعد. أنشئ الأولى.',
  find: 'البحث عن مساحة عمل',
  noneFound: 'لا مساحة عمل بهذا الاسم.',
  again: 'إعادة المحاولة',
  name: 'اسم مساحة العمل',
  nameWrong: 'اكتب من 1 إلى 80 حرفًا، بلا محارف تحكم.',
  create: 'إنشاء مساحة عمل',
  createTitle: 'أو أنشئ مساحتك',
}
