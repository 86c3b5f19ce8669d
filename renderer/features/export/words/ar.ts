import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = arabic

export const words: Translated<typeof english> = {
  open: 'تصدير…',
  title: (name: string) => `تصدير ${name}`,
  intro: 'كل ما في هذه المحادثة على هذا الجهاز، في ملف واحد. يعمل بلا شبكة.',
  sealedWarning: 'هذه المحادثة مختومة، أما الملف فلا: من يحصل عليه يقرأ كل شيء. احفظه حيث لا ينظر غيرك.',
  format: 'بصيغة',
  formats: { html: 'صفحة ويب، للقراءة', json: 'JSON، للبرامج' },
  pictures: 'الصور',
  pictureChoices: { in: 'داخل الملف', out: 'بدونها' },
  picturesHint: 'حتى 5 ميغابايت للصورة و200 ميغابايت إجمالًا. وتُذكر بقية الملفات في قائمة.',
  missing: (parts: number) =>
    counted(parts, {
      zero: 'كل التاريخ الأقدم على هذا الجهاز.',
      one: 'جزء واحد من التاريخ الأقدم (2000 رسالة على الأكثر) ليس على هذا الجهاز بعد، وسيكون ناقصًا.',
      two: 'جزآن من التاريخ الأقدم (2000 رسالة على الأكثر لكل منهما) ليسا على هذا الجهاز بعد، وسيكونان ناقصين.',
      few: '# أجزاء من التاريخ الأقدم (2000 رسالة على الأكثر لكل منها) ليست على هذا الجهاز بعد، وستكون ناقصة.',
      many: '# جزءًا من التاريخ الأقدم (2000 رسالة على الأكثر لكل منها) ليست على هذا الجهاز بعد، وستكون ناقصة.',
      other: '# جزء من التاريخ الأقدم (2000 رسالة على الأكثر لكل منها) ليست على هذا الجهاز بعد، وستكون ناقصة.',
    }),
  fetchFirst: 'جلبها أولًا',
  fetching: 'يجري جلب الرسائل الأقدم…',
  fetchFailed: 'تعذّر الوصول إلى الخادم. يمكنك تصدير ما هنا، أو المحاولة لاحقًا.',
  start: 'تصدير',
  stop: 'إيقاف',
  reading: 'تجري قراءة ما على هذا الجهاز…',
  progress: (done: number, total: number) => `الجزء ${done} من ${total}…`,
  done: (count: number, place: string) => `تم. عدد الرسائل ${number(count)}، وهي في ${place}`,
  unreadable: 'تعذّرت قراءة جزء من التاريخ على هذا الجهاز. لم يُكتب شيء. حاول لاحقًا.',
  locked: 'هذا الحساب مقفل. افتح قفله وحاول مجددًا.',
  close: 'إغلاق',
  unnamed: 'محادثة',
  someone: 'شخص ما',
  documentTitle: (name: string, workspace: string) => (workspace === '' ? name : `${name} · ${workspace}`),
  made: (when: string) => `صُدّرت من Tidings، ${when}. الأوقات هي أوقات الجهاز الذي صنع هذا الملف.`,
  madeSealed: 'هذه المحادثة مشفرة من طرف إلى طرف. أما هذا الملف فلا.',
  incomplete: 'الرسائل الأقدم التي لم تكن على الجهاز ليست في هذا الملف.',
  edited: 'معدّلة',
  pinned: (name: string) => `ثبّتها ${name}`,
  masked: 'نص استبدله مشرف',
  deleted: 'حُذفت هذه الرسالة.',
  earlier: (when: string) => `قبل ذلك، منذ ${when}:`,
  answerTo: (name: string) => `ردًا على ${name}`,
  notInside: 'ليس في هذا الملف',
  size: (bytes: number) =>
    bytes < 1_000_000
      ? `${number(Math.ceil(bytes / 1_000))} ك.ب`
      : `${number(bytes / 1_000_000, { maximumFractionDigits: 1 })} م.ب`,
  cancelled: 'لم يُكتب شيء.',
  diskFull: 'القرص ممتلئ. لم يُحفظ شيء من الملف. أفسح مكانًا أو اختر موضعًا آخر.',
  disk: (detail: string) => `تعذّرت كتابة الملف هناك. اختر موضعًا آخر. (${detail})`,
}
