import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  message: (title: string) => `رسالة إلى ${title}`,
  editing: 'تعديل رسالتك',
  replyingTo: (name: string) => `الرد على ${name}`,
  cancelEdit: 'إيقاف التعديل',
  cancelReply: 'إلغاء الرد',
  unknownCommand: (name: string) =>
    `لا يوجد هنا أمر /${name}. أرسل مجددًا لإرساله كرسالة، أو اكتب / لرؤية الأوامر.`,
  send: 'إرسال',
  save: 'حفظ',
  someone: 'شخص ما',
  emoji: 'رموز تعبيرية',
  suggestions: 'اقتراحات',
  suggested: (count: number) =>
    counted(count, {
      zero: 'لا اقتراحات.',
      one: 'اقتراح واحد. اختر بالأسهم، وخذه بمفتاح Enter.',
      two: 'اقتراحان. اختر بالأسهم، وخذ واحدًا بمفتاح Enter.',
      few: '# اقتراحات. اختر بالأسهم، وخذ واحدًا بمفتاح Enter.',
      many: '# اقتراحًا. اختر بالأسهم، وخذ واحدًا بمفتاح Enter.',
      other: '# اقتراح. اختر بالأسهم، وخذ واحدًا بمفتاح Enter.',
    }),
  hint: '**غامق** *مائل* `رمز` · Shift+Enter لسطر جديد',
  hintCtrl: '**غامق** *مائل* `رمز` · Ctrl+Enter للإرسال',
  room: {
    left: (characters: number) =>
      counted(characters, {
        zero: 'لم يبقَ أي حرف',
        one: 'بقي حرف واحد',
        two: 'بقي حرفان',
        few: 'بقيت # أحرف',
        many: 'بقي # حرفًا',
        other: 'بقي # حرف',
      }),
    nearlyTooLong: (longest: number) =>
      counted(longest, {
        zero: 'لا تتسع الرسالة هنا لأي حرف.',
        one: 'تتسع الرسالة هنا لحرف واحد. لم يبقَ إلا القليل.',
        two: 'تتسع الرسالة هنا لحرفين. لم يبقَ إلا القليل.',
        few: 'تتسع الرسالة هنا لـ # أحرف. لم يبقَ إلا القليل.',
        many: 'تتسع الرسالة هنا لـ # حرفًا. لم يبقَ إلا القليل.',
        other: 'تتسع الرسالة هنا لـ # حرف. لم يبقَ إلا القليل.',
      }),
    tooLong: 'هذا أطول من أن يُرسل. اختصره أو اقسمه إلى اثنين.',
  },
  typing: {
    one: (name: string) => `${name} يكتب…`,
    two: (name: string, other: string) => `${name} و${other} يكتبان…`,
    several: 'عدة أشخاص يكتبون…',
  },
  failures: {
    empty: 'اكتب شيئًا أولًا.',
    tooLong: (characters: number) =>
      counted(characters, {
        zero: 'أطول من اللازم. اقسمه إلى اثنين.',
        one: 'أطول بحرف واحد. اقسمه إلى اثنين.',
        two: 'أطول بحرفين. اقسمه إلى اثنين.',
        few: 'أطول بـ # أحرف. اقسمه إلى اثنين.',
        many: 'أطول بـ # حرفًا. اقسمه إلى اثنين.',
        other: 'أطول بـ # حرف. اقسمه إلى اثنين.',
      }),
    unknownMessage: 'لم تعد هذه الرسالة موجودة.',
    notYours: 'لا يغيّر هذه الرسالة إلا من كتبها.',
    notReady: 'أحدث الرسائل ليست على هذا الجهاز بعد. يبقى نصك هنا؛ أرسله حين يمكن الوصول إلى الخادم.',
  },
}
