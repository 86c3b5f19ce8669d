import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'توقفت نافذة Tidings هذه عن العمل',
  text: 'ما أرسلته وما ينتظر الإرسال محفوظ على هذا الجهاز. افتح النافذة مجددًا للمتابعة.',
  failed:
    'قد لا يكون ما فعلته للتو قد نجح. ما أرسلته وما ينتظر الإرسال محفوظ: تحقّق ثم حاول مرة أخرى. وإن تكرر ذلك فأعد تحميل النافذة.',
  open: 'فتح مجددًا',
  safeMode: 'إعادة التشغيل في الوضع الآمن',
  safeModeNote: 'إن تكرر ذلك: يعمل الوضع الآمن بلا معالج الرسوميات وبإعدادات اليوم الأول. لا يُحذف شيء مما لك.',
  reportTitle: 'تقرير عن ذلك',
  reportNote: 'هذا كل ما يقوله: لا رسالة ولا اسم. لا يُرسل شيء؛ يمكنك حفظه وإعطاؤه لمن يدير Tidings لديكم.',
  save: 'حفظ التقرير',
  fileName: 'tidings-taqrir.txt',
}
