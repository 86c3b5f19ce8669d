import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  title: 'البحث في الرسائل',
  placeholder: 'البحث في الرسائل',
  close: 'إغلاق البحث',
  results: 'النتائج',
  someone: 'شخص ما',
  somewhere: 'محادثة لم تعد مدرجة هنا',
  none: (query: string) => `لم يُعثر على شيء عن «${query}»`,
  noneHint: 'جرّب كلمات أقل، أو جزءًا من كلمة، أو بلا مرشّحات.',
  misread: (filters: string) => `لم يُفهم فتُرك، أو لم يوجد: ${filters}`,
  help: 'يُبحث عن الكلمات وأجزائها و"العبارات بين علامتي اقتباس" في كل محادثة أنت فيها، وفي المستندات والملفات النصية التي فُتحت على هذا الجهاز.',
  helpOffers: 'أثناء كتابة مرشّح يُقترح من وما يناسبه: اختر بالأسهم، وخذه بمفتاح Enter أو Tab.',
  traits: {
    link: 'رابط',
    mention: 'إشارة إلى أحد',
    reaction: 'تفاعل',
    answer: 'ردّ',
    file: 'ملف',
    pin: 'مثبّت',
    document: 'نص مستند',
  },
  narrow: 'تضييق البحث',
  narrowBy: { from: 'من…', in: 'في…', before: 'قبل…', after: 'بعد…', has: 'يحتوي على…' },
  within: (name: string) => `في ${name} فقط`,
  everywhere: 'البحث في كل مكان',
  filters: [
    ['from:ana', 'مما كتبته Ana؛ from:me هو أنت'],
    ['in:general', 'في تلك القناة؛ in:ana هو ما كتبتماه أنت وAna أحدكما للآخر'],
    ['after:2026-03', 'بعد تلك السنة أو الشهر أو اليوم'],
    ['before:2026-03-31', 'قبل تلك السنة أو الشهر أو اليوم'],
    [
      'has:link',
      'فيه رابط؛ وأيضًا has:mention و has:reaction و has:answer و has:file و has:pin؛ وhas:document هو ما في نص مستند',
    ],
  ],
  inDocument: 'في النص',
  foundFor: (typed: string) => `عن «${typed}»`,
  keepBeside: 'إبقاؤها بجانب المحادثة',
  more: 'عرض نتائج أقدم',
  looking: 'يجري البحث في الأقدم',
  count: (count: number) =>
    counted(count, {
      zero: 'لا نتائج',
      one: 'نتيجة واحدة',
      two: 'نتيجتان',
      few: '# نتائج',
      many: '# نتيجة',
      other: '# نتيجة',
    }),
  countOrMore: (count: number) =>
    counted(count, {
      zero: 'نتائج',
      one: 'نتيجة أو أكثر',
      two: 'نتيجتان أو أكثر',
      few: '# نتائج أو أكثر',
      many: '# نتيجة أو أكثر',
      other: '# نتيجة أو أكثر',
    }),
  coverage: {
    nothing: 'لا رسائل على هذا الجهاز بعد.',
    indexing: (share: string) => `يمكن البحث حتى الآن في ${share} من الرسائل على هذا الجهاز.`,
    held: (share: string) => `يمكن البحث في كل الرسائل على هذا الجهاز، وهي ${share} من الموجود.`,
    all: 'يمكن البحث في كل الرسائل.',
  },
  unopened: (count: number) =>
    counted(count, {
      zero: 'يمكن البحث في نصوص كل المستندات.',
      one: 'لا يمكن البحث في نص مستند واحد: لم يُفتح على هذا الجهاز قط.',
      two: 'لا يمكن البحث في نصي مستندين: لم يُفتحا على هذا الجهاز قط.',
      few: 'لا يمكن البحث في نصوص # مستندات: لم تُفتح على هذا الجهاز قط.',
      many: 'لا يمكن البحث في نصوص # مستندًا: لم تُفتح على هذا الجهاز قط.',
      other: 'لا يمكن البحث في نصوص # مستند: لم تُفتح على هذا الجهاز قط.',
    }),
  filesElsewhere: (count: number) =>
    counted(count, {
      zero: 'يمكن البحث في محتوى كل الملفات النصية.',
      one: 'ملف نصي واحد ليس على هذا الجهاز: يمكن البحث باسمه فقط.',
      two: 'ملفان نصيان ليسا على هذا الجهاز: يمكن البحث باسميهما فقط.',
      few: '# ملفات نصية ليست على هذا الجهاز: يمكن البحث بأسمائها فقط.',
      many: '# ملفًا نصيًا ليست على هذا الجهاز: يمكن البحث بأسمائها فقط.',
      other: '# ملف نصي ليست على هذا الجهاز: يمكن البحث بأسمائها فقط.',
    }),
  failures: {
    full: 'القرص ممتلئ، فلا يمكن البحث في الرسائل الأحدث. أفرغ بعض المساحة.',
    unreadable:
      'لا يمكن قراءة فهرس البحث على هذا الجهاز الآن. الرسائل في أمان. حاول مجددًا أو أعد تشغيل التطبيق.',
    closed: 'توقف البحث. أعد تشغيل التطبيق للبحث مجددًا.',
  },
}
