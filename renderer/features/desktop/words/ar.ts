import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { listed } = arabic

export const words: Translated<typeof english> = {
  title: 'سطح المكتب',
  device: 'هذه لهذا الجهاز وحده.',
  autostart: 'البدء مع النظام',
  autostartNote: 'يبدأ Tidings حين تسجّل الدخول إلى هذا الحاسوب، بلا فتح نافذة.',
  closeToTray: 'المتابعة في علبة النظام عند إغلاق النافذة',
  closeToTrayNote: 'تبقى تُبلَّغ بالرسائل. للإنهاء استخدم قائمة علبة النظام أو قائمة «ملف».',
  spelling: 'التدقيق الإملائي',
  spellingDownloads: 'يُجلب قاموس للغتك من Google مرة واحدة. ما تكتبه يبقى على هذا الجهاز.',
  spellingLocal: 'بقواميس هذا الحاسوب. ما تكتبه يبقى على هذا الجهاز.',
  notKept: 'تعذّر حفظ هذا: لا يمكن الكتابة على القرص أو في أحد مجلداتك. بقي كما كان.',
  nowhere: 'يقود هذا الرابط إلى محادثة لست فيها، أو لم تعد موجودة.',
  nowhereOpen: (accounts: ReadonlyArray<string>) =>
    `يقود هذا الرابط إلى محادثة ليست في أي حساب مفتوح. لعلها تخص ${listed(accounts)}: افتح قفل ذلك الحساب ثم افتح الرابط من جديد.`,
  safeMode:
    'يعمل Tidings في الوضع الآمن: بلا معالج الرسوميات، وبإعدادات اليوم الأول. تعود إعداداتك حين تنهيه وتشغّله من جديد.',
  menus: {
    open: 'فتح Tidings',
    quit: 'إنهاء Tidings',
    file: 'ملف',
    newWindow: 'نافذة جديدة',
    closeWindow: 'إغلاق النافذة',
    edit: 'تحرير',
    undo: 'تراجع',
    redo: 'إعادة',
    cut: 'قص',
    copy: 'نسخ',
    paste: 'لصق',
    selectAll: 'تحديد الكل',
    view: 'عرض',
    zoomIn: 'تكبير',
    zoomOut: 'تصغير',
    actualSize: 'الحجم العادي',
    fullScreen: 'ملء الشاشة',
    window: 'نافذة',
    minimize: 'تصغير النافذة',
    addToDictionary: 'إضافة إلى القاموس',
    noSuggestions: 'لا اقتراحات',
    copyLink: 'نسخ الرابط',
  },
}
