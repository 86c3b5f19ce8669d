import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  accounts: 'الحسابات',
  account: (name: string) => `حساب ${name}`,
  hint: (name: string, server: string, keys: string) => `${name} · ${server} · ${keys}`,
  keys: (place: number) => `Ctrl+Shift+${place}`,
  keysMac: (place: number) => `⌘⇧${place}`,
  locked: '، مقفل',
  signedOut: 'حساب جديد',
  add: 'إضافة حساب',
  addTitle: 'إضافة حساب',
  addText: 'لكل حساب هنا رسائله ومفاتيحه وبحثه: لا يرى أي منها شيئًا من غيره. وكل ما فُتح قفله يبقى متصلًا.',
  where: 'أين الحساب؟',
  places: { same: 'على الخادم نفسه', other: 'على خادم آخر' },
  address: 'عنوان الخادم',
  addressHint: 'كما أعطاك إياه من يديره، مثل https://chat.example.org',
  addressMissing: 'اكتب عنوان الخادم.',
  proceed: 'متابعة',
  leave: 'عدم إضافة حساب',
  useAnother: 'استخدام حساب آخر',
  remove: 'إخراج هذا الحساب من النافذة',
  erase: 'حذف من هذا الجهاز',
  failures: {
    'by-policy': 'مؤسستك لا تسمح بحسابات على هذا الخادم.',
    'too-many': 'في هذه النافذة ثمانية حسابات بالفعل. سجّل الخروج من أحدها أولًا.',
    'no-address': 'هذا ليس عنوان خادم. يبدأ العنوان بـ https:// أو http://.',
  },
}
