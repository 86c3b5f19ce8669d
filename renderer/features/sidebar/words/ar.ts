import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  conversations: 'المحادثات',
  find: 'ابحث أو انتقل إلى…',
  sidePane: 'مساحات العمل والمحادثات',
  workspaces: 'مساحات العمل',
  channels: 'القنوات',
  private: '، خاصة',
  newChannel: 'قناة جديدة',
  addWorkspace: 'الانضمام إلى مساحة عمل أو إنشاؤها',
  members: (count: number) =>
    counted(count, {
      zero: 'لا أعضاء',
      one: 'عضو واحد',
      two: 'عضوان',
      few: '# أعضاء',
      many: '# عضوًا',
      other: '# عضو',
    }),
  account: (name: string) => `حساب ${name}`,
  lockNow: 'قفل الآن',
  lockWithSystem: 'القفل مع الشاشة',
  on: 'مفعّل',
  off: 'معطّل',
  passwords: 'كلمة المرور وعبارة المرور',
  devices: 'أجهزتك',
  recovery: 'رمز الاستعادة',
  protection: 'ما يحميه Tidings وما لا يحميه',
  signOut: 'تسجيل الخروج',
  signOutTitle: 'تسجيل الخروج ورسائل تنتظر؟',
  signOutText: (count: number) =>
    counted(count, {
      zero: 'لا رسائل تنتظر.',
      one: 'رسالة واحدة لم تصل إلى الخادم بعد. تبقى على هذا الجهاز مشفّرة، وتُرسل بعد أن تسجّل الدخول مجددًا ويمكن الوصول إلى الخادم.',
      two: 'رسالتان لم تصلا إلى الخادم بعد. تبقيان على هذا الجهاز مشفّرتين، وتُرسلان بعد أن تسجّل الدخول مجددًا ويمكن الوصول إلى الخادم.',
      few: '# رسائل لم تصل إلى الخادم بعد. تبقى على هذا الجهاز مشفّرة، وتُرسل بعد أن تسجّل الدخول مجددًا ويمكن الوصول إلى الخادم.',
      many: '# رسالة لم تصل إلى الخادم بعد. تبقى على هذا الجهاز مشفّرة، وتُرسل بعد أن تسجّل الدخول مجددًا ويمكن الوصول إلى الخادم.',
      other:
        '# رسالة لم تصل إلى الخادم بعد. تبقى على هذا الجهاز مشفّرة، وتُرسل بعد أن تسجّل الدخول مجددًا ويمكن الوصول إلى الخادم.',
    }),
  createChannel: 'إنشاء قناة',
  readersOf: 'من يمكنه قراءتها',
  readByAll: 'الجميع في مساحة العمل',
  readByAllText: 'يستطيع الخادم قراءتها أيضًا: هكذا تبقى قابلة للبحث لمن ينضم لاحقًا.',
  readByChosen: 'أشخاص تختارهم فقط',
  readByChosenText: 'مختومة: لا يستطيع الخادم قراءتها ولا رؤية اسمها. ومن يُضاف لاحقًا يقرأ ما يُكتب من بعد.',
  channelPeople: 'الأشخاص',
  channelPeopleMissing: 'اختر شخصًا واحدًا على الأقل.',
  privateNameLong: 'اكتب 63 حرفًا كحد أقصى.',
  resize: 'عرض الشريط الجانبي',
  close: 'إخفاء المحادثات',
  noChannels: 'لا قنوات بعد',
  settings: 'الإعدادات',
}
