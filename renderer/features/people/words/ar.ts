import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, inRow, listed, number } = arabic

export const words: Translated<typeof english> = {
  section: 'الرسائل المباشرة',
  newMessage: 'رسالة أو مجموعة جديدة',
  none: 'لا أحد بعد. ما تكتبه هنا لا يقرؤه إلا المشاركون فيه.',
  notes: 'ملاحظات لنفسك',
  someone: 'شخص ما',
  people: (count: number) =>
    counted(count, {
      zero: '، لا أشخاص',
      one: '، شخص واحد',
      two: '، شخصان',
      few: '، # أشخاص',
      many: '، # شخصًا',
      other: '، # شخص',
    }),
  presence: (status: string) => `، ${status}`,
  you: 'أنت',
  adminsOnly: 'يمكن لمشرفيها إضافة الأشخاص وإخراجهم.',
  andOthers: (names: ReadonlyArray<string>, count: number) => `${inRow(names)} و${number(count)} غيرهم`,
  leftText: 'ما قرأته يبقى هنا.',
  about: {
    group: {
      name: 'اسم المجموعة',
      nameHint: 'اختياري. لا يراه إلا من فيها. اسم مثل #خطط يظهر بين القنوات.',
      full: (people: number) =>
        counted(people, {
          zero: 'المجموعة لا تتسع لأحد.',
          one: 'المجموعة تتسع لشخص واحد كحد أقصى، وأنت منهم.',
          two: 'المجموعة تتسع لشخصين كحد أقصى، وأنت منهم.',
          few: 'المجموعة تتسع لـ # أشخاص كحد أقصى، وأنت منهم.',
          many: 'المجموعة تتسع لـ # شخصًا كحد أقصى، وأنت منهم.',
          other: 'المجموعة تتسع لـ # شخص كحد أقصى، وأنت منهم.',
        }),
      manage: 'تغيير هذه المجموعة',
      title: 'هذه المجموعة',
      members: 'الأشخاص في هذه المجموعة',
      leave: 'مغادرة المجموعة',
      leaveTitle: 'مغادرة هذه المجموعة؟',
      left: 'لم تعد في هذه المجموعة. ما قرأته يبقى هنا.',
      leftTitle: 'لم تعد في هذه المجموعة',
      beingMade: 'ما زالت المجموعة قيد الإعداد. حاول مجددًا بعد لحظة.',
      needsAdmin: 'المجموعة تحتاج إلى مشرف. عيّن غيرك أولًا، أو غادر المجموعة بنفسك.',
    },
    channel: {
      name: 'اسم القناة الخاصة',
      nameHint: 'لا يراه إلا من فيها. من دون # تظهر بين الرسائل المباشرة.',
      full: (people: number) =>
        counted(people, {
          zero: 'القناة الخاصة لا تتسع لأحد.',
          one: 'القناة الخاصة تتسع لشخص واحد كحد أقصى، وأنت منهم.',
          two: 'القناة الخاصة تتسع لشخصين كحد أقصى، وأنت منهم.',
          few: 'القناة الخاصة تتسع لـ # أشخاص كحد أقصى، وأنت منهم.',
          many: 'القناة الخاصة تتسع لـ # شخصًا كحد أقصى، وأنت منهم.',
          other: 'القناة الخاصة تتسع لـ # شخص كحد أقصى، وأنت منهم.',
        }),
      manage: 'تغيير هذه القناة الخاصة',
      title: 'هذه القناة الخاصة',
      members: 'الأشخاص في هذه القناة الخاصة',
      leave: 'مغادرة القناة الخاصة',
      leaveTitle: 'مغادرة هذه القناة الخاصة؟',
      left: 'لم تعد في هذه القناة الخاصة. ما قرأته يبقى هنا.',
      leftTitle: 'لم تعد في هذه القناة الخاصة',
      beingMade: 'ما زالت القناة الخاصة قيد الإعداد. حاول مجددًا بعد لحظة.',
      needsAdmin: 'القناة الخاصة تحتاج إلى مشرف. عيّن غيرك أولًا، أو غادر القناة الخاصة بنفسك.',
    },
  },
  failures: {
    'not-linked': 'هذا الجهاز غير مرتبط بعد. اربطه أولًا؛ ثم يمكنك كتابة رسائل مختومة.',
    keysNotSeen: (names: ReadonlyArray<string>) =>
      `مفاتيح ${listed(names)} ليست على هذا الجهاز بعد. حاول مجددًا حين يمكن الوصول إلى الخادم.`,
    noKeys: (names: ReadonlyArray<string>) =>
      `لا يمكن بعد أن تصل رسائل مختومة إلى ${listed(names)}: يلزم فتح Tidings مرة أولًا. أخرجهم أو اطلب منهم ذلك.`,
    'not-ready': 'مفاتيح هذا الجهاز ليست على الخادم بعد. حاول مجددًا حين يمكن الوصول إلى الخادم.',
    leftWorkspace: (names: ReadonlyArray<string>) => `لم يعد في مساحة العمل: ${listed(names)}. اتركهم خارجًا.`,
    conversationNotKept: (detail: string) => `تعذّر حفظ المحادثة على هذا الجهاز. حاول مجددًا. (${detail})`,
    busy: 'لم يصل التغيير الأخير إلى الخادم بعد. حاول مجددًا بعد وصوله.',
    notKept: (detail: string) => `تعذّر حفظه على هذا الجهاز. حاول مجددًا. (${detail})`,
  },
}
