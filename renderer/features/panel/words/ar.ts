import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  thread: 'سلسلة',
  threadIn: (title: string) => `سلسلة في ${title}`,
  threadMissing: 'الرسالة التي تدور حولها هذه السلسلة ليست على هذا الجهاز بعد.',
  replyInThread: 'رد في السلسلة',
  alsoIn: (title: string) => `إرسال إلى ${title} أيضًا`,
  backTo: (title: string) => `العودة إلى ${title}`,
  found: 'نتائج البحث',
  pinned: 'الرسائل المثبتة',
  nothingPinned: 'لا شيء مثبتًا فيما هو موجود من هذه المحادثة على هذا الجهاز.',
  details: 'عن هذه المحادثة',
  about: 'نبذة',
  people: (count: number) =>
    counted(count, {
      zero: 'لا أشخاص',
      one: 'شخص واحد',
      two: 'شخصان',
      few: '# أشخاص',
      many: '# شخصًا',
      other: '# شخص',
    }),
  roles: { owner: 'مالك', admin: 'مشرف', member: '', guest: 'ضيف' },
  privateReaders: 'الأشخاص المذكورون هنا، والخادم أيضًا يستطيع قراءتها: يتحقق ممن كتب ماذا ويحفظها للغائبين.',
  sealedReaders:
    'الأشخاص المذكورون هنا وحدهم، على أجهزتهم. تُختم قبل أن تغادر هذا الجهاز؛ ولا يستطيع الخادم قراءتها.',
  by: (name: string, moment: string) => `${name}، ${moment}`,
  files: 'الملفات',
  you: 'أنت',
  someone: 'شخص ما',
}
