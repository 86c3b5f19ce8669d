import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  someone: 'شخص ما',
  you: 'أنت',
  onlyYou: 'أنت وحدك تستطيع قراءة هذا',
  onlyTwo: (name: string) => `أنت و${name} وحدكما تستطيعان قراءة هذا`,
  onlyGroup: (count: number) =>
    counted(count, {
      zero: 'لا أحد يستطيع قراءة هذا',
      one: 'شخص واحد هنا يستطيع قراءة هذا',
      two: 'الشخصان هنا وحدهما يستطيعان قراءة هذا',
      few: 'لا يقرأ هذا إلا # أشخاص هنا',
      many: 'لا يقرأ هذا إلا # شخصًا هنا',
      other: 'لا يقرأ هذا إلا # شخص هنا',
    }),
  open: (workspace: string) => `يمكن لأعضاء ${workspace} وللخادم قراءة هذا`,
  verifiedToo: '، تم التحقق',
  protection: 'ما يحميه Tidings وما لا يحميه',
  changedBanner: (name: string) =>
    `تغيّر رقم الأمان مع ${name}. السبب غالبًا هاتف أو حاسوب جديد، أو بداية من الصفر بعد فقدان.`,
  compareAgain: 'المقارنة مجددًا',
  dismiss: 'ليس الآن',
  blockedTitle: (name: string) => `لا يُرسل شيء: تغيّر مفتاح ${name}`,
  blockedText: (name: string) => [
    `كنت قد تحققت من ${name} بمفتاح آخر. قد يكون الجديد له بعد بداية من الصفر، وقد يكون لغيره.`,
    `اسأل ${name} في مكالمة أو وجهًا لوجه. ما بدأت كتابته محفوظ.`,
  ],
  blockedCompare: 'مقارنة',
  blockedAccept: 'إرسال على أي حال، أقبل المفتاح الجديد',
  blockedMore: (count: number) =>
    counted(count, {
      zero: 'لا أحد غيره هنا تغيّر مفتاحه.',
      one: 'شخص آخر هنا تغيّر مفتاحه أيضًا.',
      two: 'شخصان آخران هنا تغيّر مفتاحاهما أيضًا.',
      few: '# أشخاص آخرين هنا تغيّرت مفاتيحهم أيضًا.',
      many: '# شخصًا آخر هنا تغيّرت مفاتيحهم أيضًا.',
      other: '# شخص آخر هنا تغيّرت مفاتيحهم أيضًا.',
    }),
  history: 'ما جرى للأشخاص والأجهزة',
  unopened:
    'بعض الرسائل التي أُرسلت هنا لا يمكن فتحها على هذا الجهاز: ليست لديه مفاتيحها. اطلب إرسالها من جديد، أو اقرأها على جهاز لك توجد عليه.',
  unopenedLater:
    'بعض الرسائل التي أُرسلت هنا لا يمكن فتحها على هذا الجهاز: فهي أحدث من نسخة مفاتيحك التي عدت بها. اطلب إرسالها من جديد، أو اقرأها على جهاز لك ما زالت عليه.',
  failures: {
    locked: 'هذا الملف الشخصي مقفل. أعد التحميل وافتحه بكلمة مرورك.',
    'no-keys': 'مفاتيح هذا الشخص ليست على هذا الجهاز بعد. تصل حين يمكن الوصول إلى الخادم.',
    moved: 'تغيّر الرقم وأنت تنظر إليه. أغلق هذا وافتحه مجددًا.',
    notKept: (detail: string) => `تعذّر حفظه على هذا الجهاز. حاول مجددًا. (${detail})`,
  },
  events: {
    deviceAdded: (name: string, device: string) => `ربط ${name} جهازًا جديدًا: ${device}`,
    deviceRemoved: (name: string, device: string) => `أزال ${name} جهازًا: ${device}`,
    recovered: (name: string, device: string) =>
      `عاد ${name} على جهاز جديد، بنسخة احتياطية أو برمز استعادة: ${device}`,
    reset: (name: string) => `بدأ ${name} من الصفر بمفتاح جديد: تغيّر رقم الأمان`,
    added: (by: string, name: string) => `أضاف ${by} ${name}`,
    removed: (by: string, name: string) => `أخرج ${by} ${name}`,
    left: (name: string) => `غادر ${name}`,
    madeAdmin: (by: string, name: string) => `عيّن ${by} ${name} مشرفًا`,
  },
  ownEvents: {
    deviceAdded: (device: string) => `ربطت جهازًا جديدًا: ${device}`,
    deviceRemoved: (device: string) => `أزلت جهازًا: ${device}`,
    recovered: (device: string) => `عدت على جهاز جديد، بنسخة احتياطية أو برمز استعادة: ${device}`,
    reset: 'بدأت من الصفر بمفتاح جديد',
    left: 'غادرت',
    youAdded: (name: string) => `أضفت ${name}`,
    addedYou: (by: string) => `أضافك ${by}`,
    youRemoved: (name: string) => `أخرجت ${name}`,
    removedYou: (by: string) => `أخرجك ${by}`,
    youMadeAdmin: (name: string) => `عيّنت ${name} مشرفًا`,
    madeYouAdmin: (by: string) => `عيّنك ${by} مشرفًا`,
  },
}
