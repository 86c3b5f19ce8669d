import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  loading: 'تجري قراءة ما يعرفه هذا الجهاز',
  loadingText: 'إن كانت هذه أول مرة هنا، فالأمر ينتظر حتى يمكن الوصول إلى الخادم.',
  noChannelTitle: (workspace: string) => `لا قنوات في ${workspace} بعد`,
  noChannelText: 'القناة مكان لموضوع واحد يمكن للجميع في مساحة العمل قراءته.',
  guestTitle: (workspace: string) => `أنت ضيف في ${workspace}`,
  guestText: 'ترى القنوات الخاصة والمجموعات التي يضيفك أحد إليها، وتظهر هنا من تلقاء نفسها.',
  whoReads: 'من يقرأ ماذا',
}
