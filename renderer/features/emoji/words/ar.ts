import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  picker: 'رموز تعبيرية',
  search: 'البحث عن رمز تعبيري',
  opening: 'تجري قراءة الرموز التعبيرية…',
  none: 'لا رمز تعبيري بهذا الاسم.',
  found: (count: number) =>
    counted(count, {
      zero: 'لا رموز',
      one: 'رمز واحد',
      two: 'رمزان',
      few: '# رموز',
      many: '# رمزًا',
      other: '# رمز',
    }),
  recent: 'المستخدمة مؤخرًا',
  tone: 'لون البشرة',
  tones: ['بلا لون بشرة', 'فاتح', 'فاتح متوسط', 'متوسط', 'داكن متوسط', 'داكن'],
  categories: 'أنواع الرموز التعبيرية',
  groups: {
    0: 'وجوه ومشاعر',
    1: 'أشخاص',
    3: 'حيوانات وطبيعة',
    4: 'طعام وشراب',
    5: 'سفر وأماكن',
    6: 'أنشطة',
    7: 'أشياء',
    8: 'رموز',
    9: 'أعلام',
  },
}
