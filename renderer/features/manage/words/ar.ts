import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  topicWrong: 'اكتب 250 حرفًا كحد أقصى.',
  levelSet: {
    all: (title: string) => `${title}: ستُبلَّغ بكل رسالة.`,
    mentions: (title: string) => `${title}: ستُبلَّغ بالإشارات وحدها.`,
    none: (title: string) => `${title}: محادثة مكتومة. يمكنك قراءتها متى شئت.`,
  },
  muted: '، مكتومة',
  notMade: '، لم تُنشأ',
  left: (title: string) => `غادرت ${title}.`,
  leaving: (title: string) => `أنت تغادر ${title}. لا يعيدك إليها إلا أحد مشرفيها.`,
  archived: (title: string) => `أُرشفت ${title}. لم يعد أحد يستطيع الكتابة فيها.`,
  reopened: (title: string) => `فُتحت ${title} من جديد.`,
  waits: (title: string) => `${title}: يسري متى أمكن الوصول إلى الخادم.`,
  browse: 'تصفح القنوات',
  membersOf: (workspace: string) => `الأشخاص في ${workspace}`,
  commands: {
    topic: { usage: '/topic نص', text: 'قول عمّ تدور هذه المحادثة' },
    invite: { usage: '/invite @اسم', text: 'إضافة شخص إلى هذه القناة' },
    leave: { usage: '/leave', text: 'مغادرة هذه القناة' },
    mute: { usage: '/mute', text: 'كتم هذه المحادثة أو السماع منها من جديد' },
    shrug: { usage: '/shrug نص', text: String.raw`وضع ¯\_(ツ)_/¯ بعد ما تكتبه` },
    status: { usage: '/status نص', text: 'قول كيف حالك؛ بلا نص يُمسح' },
    away: { usage: '/away', text: 'الظهور غائبًا' },
    busy: { usage: '/busy', text: 'الظهور مشغولًا؛ لا يصلك أي إشعار' },
    online: { usage: '/online', text: 'الظهور متصلًا كلما كنت هنا' },
    invisible: { usage: '/invisible', text: 'الظهور غير متصل' },
    help: { usage: '/help', text: 'عرض ما يمكن كتابته هنا' },
  },
  statusSet: {
    away: 'يراك الآخرون الآن غائبًا.',
    busy: 'يراك الآخرون الآن مشغولًا، ولا يصلك أي إشعار.',
    online: 'يراك الآخرون متصلًا كلما كنت هنا.',
    invisible: 'يراك الآخرون الآن غير متصل. يمكنك القراءة والكتابة كالمعتاد.',
  },
  topicNow: (topic: string, command: string) =>
    `الموضوع: «${topic}». لتغييره اكتب ${command} ثم الموضوع الجديد.`,
  takesNoText: (usage: string) => `اكتب ${usage} وحده دون شيء بعده. لم يتغيّر شيء.`,
  whom: 'اكتب من تريد إضافته: /invite @اسم. يجب أن يكون اسم شخص واحد في مساحة العمل هذه.',
  invited: (name: string, title: string) => `أُضيف ${name} إلى ${title}.`,
  topicSet: (title: string) => `تغيّر موضوع ${title}.`,
  failures: {
    'edit-not-kept': (detail: string) => `تعذرت الكتابة على القرص. لم يتغير شيء؛ حاول مرة أخرى. (${detail})`,
    'last-admin': 'القناة الخاصة تحتاج إلى مشرف. عيّن غيرك أولًا. لم يتغيّر شيء.',
    'last-owner': 'مساحة العمل تحتاج إلى مالك. عيّن غيرك أولًا. لم يتغيّر شيء.',
    forbidden: 'دورك لا يسمح بذلك. اسأل مشرفًا. لم يتغيّر شيء.',
    unreachable: 'تعذّر الوصول إلى الخادم، ولا بد من موافقته. لم يتغيّر شيء؛ حاول مجددًا حين تتصل.',
  },
}
