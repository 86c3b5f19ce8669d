import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number, plural } = arabic

/** In a file name, without the marks that set a text apart within a sentence: a system would keep them in it. */
const bare = (text: string): string => text.replaceAll(/[\u2068\u2069]/gu, '')

export const words: Translated<typeof english> = {
  open: 'تصدير…',
  title: (name: string) => `تصدير ${name}`,
  intro: 'كل ما على هذا الجهاز من هذه المحادثة، في ملف واحد. يعمل بلا شبكة.',
  sealedWarning: 'هذه المحادثة مختومة والملف ليس كذلك: من حصل عليه يقرأ كل شيء. احفظه حيث لا ينظر أحد غيرك.',
  format: 'الصيغة',
  formats: { html: 'صفحة ويب، للقراءة', json: 'JSON، للبرامج' },
  pictures: 'الصور',
  pictureChoices: { in: 'في الملف', out: 'تُترك' },
  picturesHint: 'حتى 5 م.ب لكل صورة و200 م.ب في المجموع. الملفات الأخرى تُذكر في قائمة.',
  missing: (parts: number) =>
    counted(parts, {
      zero: 'كل السجل على هذا الجهاز.',
      one: 'جزء واحد من السجل الأقدم (2000 رسالة على الأكثر) ليس على هذا الجهاز بعد، وسينقص.',
      two: 'جزآن من السجل الأقدم (2000 رسالة على الأكثر لكل منهما) ليسا على هذا الجهاز بعد، وسينقصان.',
      few: '# أجزاء من السجل الأقدم (2000 رسالة على الأكثر لكل منها) ليست على هذا الجهاز بعد، وستنقص.',
      many: '# جزءًا من السجل الأقدم (2000 رسالة على الأكثر لكل منها) ليست على هذا الجهاز بعد، وستنقص.',
      other: '# جزء من السجل الأقدم (2000 رسالة على الأكثر لكل منها) ليست على هذا الجهاز بعد، وستنقص.',
    }),
  fetchFirst: 'جلبها أولًا',
  fetching: 'يجري جلب الرسائل الأقدم…',
  fetchFailed: 'تعذّر الوصول إلى الخادم. يمكنك تصدير ما هنا، أو المحاولة لاحقًا.',
  start: 'تصدير',
  stop: 'إيقاف',
  reading: 'تجري قراءة ما على هذا الجهاز…',
  progress: (done: number, total: number) => `الأجزاء: ${number(done)} من ${number(total)}…`,
  done: (count: number, place: string) =>
    plural(count, {
      zero: `تم: لا رسائل في ${place}`,
      one: `تم: رسالة واحدة في ${place}`,
      two: `تم: رسالتان في ${place}`,
      few: `تم: ${number(count)} رسائل في ${place}`,
      many: `تم: ${number(count)} رسالة في ${place}`,
      other: `تم: ${number(count)} رسالة في ${place}`,
    }),
  unreadable: 'تعذّرت قراءة جزء من السجل على هذا الجهاز. لم يُكتب شيء. حاول لاحقًا.',
  locked: 'هذا الحساب مقفل. افتحه وحاول مجددًا.',
  close: 'إغلاق',
  fileName: (name: string, date: string, ending: string) => bare(`${name} ${date}.${ending}`),
  unnamed: 'محادثة',
  someone: 'شخص ما',
  documentTitle: (name: string, workspace: string) => (workspace === '' ? name : `${name} · ${workspace}`),
  made: (when: string) => `صُدّر من Tidings، ${when}. الأوقات هي أوقات الجهاز الذي أنشأ هذا الملف.`,
  madeSealed: 'هذه المحادثة مشفّرة من الطرف إلى الطرف. هذا الملف ليس كذلك.',
  incomplete: 'الرسائل الأقدم التي لم تكن على الجهاز ليست في هذا الملف.',
  edited: 'معدّلة',
  pinned: (name: string) => `ثبّتها ${name}`,
  masked: 'استبدل مشرف نصها',
  deleted: 'حُذفت هذه الرسالة.',
  earlier: (when: string) => `قبل ذلك، منذ ${when}:`,
  answerTo: 'ردًا على',
  notInside: 'ليس في هذا الملف',
  size: (bytes: number) =>
    bytes < 1_000_000
      ? `${number(Math.ceil(bytes / 1_000))} ك.ب`
      : `${number(bytes / 1_000_000, { maximumFractionDigits: 1 })} م.ب`,
  cancelled: 'لم يُكتب شيء.',
  diskFull: 'القرص ممتلئ. لم يُحفظ شيء من الملف. أفرغ بعض المساحة، أو اختر مكانًا آخر.',
  disk: (detail: string) => `تعذّرت كتابة الملف هناك. اختر مكانًا آخر. (${detail})`,
}
