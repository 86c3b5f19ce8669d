import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { number } = arabic

export const words: Translated<typeof english> = {
  attach: 'إرفاق ملفات',
  attached: 'ملفات للإرسال',
  files: 'الملفات',
  remove: (name: string) => `إزالة ${name}`,
  reading: (name: string) => `تجري قراءة ${name}`,
  open: (name: string) => `فتح ${name}`,
  save: (name: string) => `حفظ ${name}`,
  saveHere: 'حفظ',
  cancelUpload: (name: string) => `إيقاف رفع ${name}`,
  cancelDownload: (name: string) => `إيقاف تنزيل ${name}`,
  retry: 'إعادة المحاولة',
  uploading: (share: string) => `يجري الرفع، ${share}`,
  waiting: 'يُرفع حين يمكن الوصول إلى الخادم',
  fetching: (share: string) => `يجري التنزيل، ${share}`,
  program: 'برنامج: لا تفتحه إلا إن كنت تثق بمن أرسله',
  noRoom: (limit: number) => `لا تتسع الرسالة لأكثر من ${number(limit)} ملفات.`,
  leftOut: (left: number, all: number, limit: number) =>
    `عدد الملفات المتروكة: ${number(left)} من ${number(all)}. الحد الأقصى للرسالة هو ${number(limit)}.`,
  unreadable: 'تعذّرت قراءة هذا. لا يمكن إرفاق مجلد ولا ملف لم يعد موجودًا.',
  previousPicture: 'الصورة السابقة',
  nextPicture: 'الصورة التالية',
  pictureOf: (at: number, all: number) => `${number(at)} من ${number(all)}`,
  zoomIn: 'تكبير',
  zoomOut: 'تصغير',
  fetchingPicture: 'يجري تنزيل الصورة…',
  hugePicture: (megapixels: number) =>
    `تزيد هذه الصورة على ${number(megapixels)} ميغابكسل: عرضها يستهلك من الذاكرة أكثر مما ينبغي. يمكنك حفظها.`,
  noPicture: 'هذه ليست صورة وإن بدت كذلك. يمكنك حفظها.',
  units: ['بايت', 'ك.ب', 'م.ب', 'ج.ب'],
  size: (value: string, unit: string) => `${value} ${unit}`,
  failures: {
    locked: 'هذا الملف الشخصي مقفل. افتحه وحاول مجددًا.',
    expired: 'انتهت جلستك. سجّل الدخول مجددًا ثم أعد المحاولة.',
    tooLarge: (mebibytes: number) =>
      `كبير جدًا: الحد الأقصى للملف ${number(mebibytes)} ميبيبايت. أرسله على أجزاء أو شارك رابطًا.`,
    quota: 'لم تبقَ مساحة لملفاتك على الخادم. احذف بعضها أو اطلب المزيد ممن يديره.',
    diskFull: 'القرص ممتلئ، فتعذّر حفظ الملف. أفرغ بعض المساحة وحاول مجددًا.',
    disk: (detail: string) => `تعذّرت قراءة الملف أو كتابته على هذا القرص. حاول مجددًا. (${detail})`,
    notThere: 'هذا الملف ليس على الخادم: سُحب أو ما زال يُرفع. حاول لاحقًا.',
    unscanned: 'يفحص الخادم هذا الملف أولًا بحثًا عن برمجيات خبيثة. حاول مجددًا بعد ثوانٍ.',
    infected: 'وجد الخادم برمجية خبيثة في هذا الملف وأزاله. أخبر من أرسله.',
    cancelled: 'أُوقف هذا. أرفق الملف مجددًا إن أردت إرساله.',
  },
  refusals: {
    truncated: 'جزء من هذا الملف مفقود على الخادم، لذلك لم يُفتح. اطلب إرساله مجددًا.',
    extended: 'أرسل الخادم أكثر مما يحويه هذا الملف، لذلك لم يُفتح. اطلب إرساله مجددًا.',
    swapped: 'أرسل الخادم شيئًا غير هذا الملف، لذلك لم يُفتح. اطلب إرساله مجددًا.',
    malformed: 'لم يُنشأ هذا الملف كما ينبغي، لذلك لم يُفتح. اطلب من المرسل إرساله مجددًا.',
  },
}
