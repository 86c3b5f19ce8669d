import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = arabic

export const words: Translated<typeof english> = {
  someone: 'شخص ما',
  you: 'أنت',
  openReaders: 'من يمكنه قراءة هذا',
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
  notLinkedTitle: 'هذا الجهاز غير مرتبط بعد',
  notLinkedText:
    'تُقرأ المحادثات المختومة على الأجهزة التي تحمل مفاتيحك. لا يحمل هذا الجهاز شيئًا منها بعد. لم يضع شيء.',
  notLinkedKeptText:
    'يمكن قراءة ما على هذا الجهاز. أما الجديد وما تكتبه فيمر حين يُربط هذا الجهاز. لم يضع شيء.',
  notLinkedAction: 'ربط هذا الجهاز',
  notEnteredTitle: 'هذا الجهاز ليس في قائمة أجهزتك بعد',
  notEnteredText: (detail: string) =>
    `جاءت مفاتيحك مع النسخة الاحتياطية، فيمكن قراءة ما فيها. ما تكتبه محفوظ هنا ويُرسل حالما يصبح هذا الجهاز في القائمة. يعيد Tidings المحاولة من تلقاء نفسه. (${detail})`,
  arrivingTitle: 'مفاتيح هذه المحادثة في طريقها',
  arrivingText: 'أحدث الرسائل تصل أولًا. ابقَ هنا أو اذهب إلى مكان آخر، فالأمر يستمر من تلقاء نفسه.',
  arrivingProgress: (done: number, total: number) => `الرسائل: ${number(done)} من ${number(total)}`,
  beforeTitle: 'ما كُتب قبل مجيئك مغلق أمامك',
  beforeText: (moment: string) =>
    `أُضفت في ${moment}. الرسائل الأقدم خُتمت لمن كانوا هنا حينها. اسأل أحدهم إن احتجت إلى شيء منها.`,
  keyBlockedTitle: (name: string) => `يلزم البت في مفتاح ${name} أولًا`,
  keyBlockedText: (name: string) =>
    `كان ${name} متحقَّقًا منه وله الآن مفتاح آخر. إلى أن تقارنه أو تقبله، لا يأخذ هذا الجهاز شيئًا خُتم به.`,
  damagedTitle: (count: number) =>
    counted(count, {
      zero: 'لا رسائل تالفة هنا',
      one: 'رسالة واحدة هنا تالفة',
      two: 'رسالتان هنا تالفتان',
      few: '# رسائل هنا تالفة',
      many: '# رسالة هنا تالفة',
      other: '# رسالة هنا تالفة',
    }),
  damagedText: 'لا تطابق ختم من كتبها، فتُركت. كل ما عداها ظاهر. يستطيع من كتبها إرسالها مجددًا.',
  withheldTitle: 'يحجب الخادم رسائل',
  withheldText: (moment: string) =>
    `أخبر آخرون عن رسائل كُتبت بعد ${moment} لا يسلّمها الخادم. يواصل Tidings طلبها. أخبر من يدير خادمك إن استمر ذلك.`,
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
