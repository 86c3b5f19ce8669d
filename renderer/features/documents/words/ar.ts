import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { inRow } = arabic

export const words: Translated<typeof english> = {
  section: 'المستندات',
  none: 'لا مستندات بعد',
  newDocument: 'مستند جديد',
  createDocument: 'إنشاء مستند',
  offlineText:
    'العنوان الجديد يحتاج إلى الخادم، ولا يمكن الوصول إليه الآن. في الأثناء يمكنك تعيين موضوع وأيقونة.',
  editDocument: 'تعديل العنوان والموضوع والأيقونة',
  title: 'العنوان',
  titleWrong: 'اكتب من 1 إلى 120 حرفًا.',
  toolbar: 'التنسيق',
  withKeys: (name: string, keys: string) => `${name} (${keys})`,
  commands: {
    undo: 'تراجع',
    redo: 'إعادة',
    heading1: 'عنوان 1',
    heading2: 'عنوان 2',
    heading3: 'عنوان 3',
    bold: 'غامق',
    italic: 'مائل',
    strike: 'يتوسطه خط',
    code: 'رمز برمجي',
    link: 'رابط',
    bulletList: 'قائمة نقطية',
    orderedList: 'قائمة مرقمة',
    taskList: 'قائمة مهام',
    blockquote: 'اقتباس',
    codeBlock: 'كتلة برمجية',
  },
  textOf: (title: string) => `نص ${title}`,
  emptyHint: 'اكتب هنا. يمكن للجميع في مساحة العمل قراءته وتعديله، ويعمل بلا اتصال أيضًا.',
  taskDone: 'تم',
  task: (text: string) => `تم: ${text}`,
  someone: 'شخص ما',
  addLink: 'إضافة رابط',
  changeLink: 'تغيير الرابط',
  linkAddress: 'العنوان',
  linkHint: 'للويب (https أو http) أو للبريد.',
  linkWrong: 'هذا ليس عنوان ويب ولا بريد.',
  setLink: 'وضع الرابط',
  openLink: 'فتح الرابط',
  removeLink: 'إزالة الرابط',
  here: (names: ReadonlyArray<string>) => `هنا أيضًا: ${inRow(names)}`,
  nobodyHere: 'لا أحد غيرك هنا الآن',
  chat: 'دردشة حول هذا المستند',
  showChat: 'إظهار الدردشة',
  hideChat: 'إخفاء الدردشة',
  opening: 'يجري فتح المستند',
  tryAgain: 'إعادة المحاولة',
  kept: {
    connecting: 'يجري الاتصال',
    offline: 'غير متصل. محفوظ على هذا الجهاز ويُرسل لاحقًا.',
    offlineSaving: 'غير متصل. يجري الحفظ',
    saved: 'محفوظ على الخادم',
    saving: 'يجري الحفظ',
    deviceOnly: 'محفوظ على هذا الجهاز فقط',
  },
  troubles: {
    strange: 'في هذا المستند شيء لا يستطيع إصدار Tidings هذا عرضه. لم يتغيّر منه شيء؛ حدّث Tidings لفتحه.',
    diskFull:
      'القرص ممتلئ: لا يمكن حفظ تغييرات هذا المستند على هذا الجهاز. أفرغ مساحة؛ وفي الأثناء أبقِ هذه النافذة مفتوحة والخادم متاحًا.',
    notKept:
      'لا يمكن حفظ تغييرات هذا المستند على هذا الجهاز الآن. أبقِ هذه النافذة مفتوحة والخادم متاحًا؛ تُعاد المحاولة تلقائيًا.',
    damaged: 'تعذّرت قراءة جزء من هذا المستند على هذا الجهاز. ما لدى الخادم منه يعود من هناك.',
  },
  stopped: {
    'not-a-member': 'لم تعد عضوًا في مساحة العمل هذه. ما كتبته محفوظ على هذا الجهاز ولا يُرسل.',
    full: 'هذا المستند ممتلئ. ما كتبته محفوظ على هذا الجهاز؛ احذف شيئًا وحاول مجددًا، أو تابع في مستند جديد.',
    refused: 'لم يقبل الخادم أحدث تغييرات هذا المستند. هي محفوظة على هذا الجهاز.',
  },
  absent: 'هذا المستند ليس على هذا الجهاز بعد. يصل حين يمكن الوصول إلى الخادم؛ والدردشة تعمل في الأثناء.',
}
