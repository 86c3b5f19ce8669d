import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  openTitle: 'فتح هذا الرابط؟',
  openText: 'يقود إلى خارج Tidings، إلى',
  openWhole: 'العنوان الكامل',
  open: 'فتح الرابط',
  copyAddress: 'نسخ العنوان',
  lettersWarning: 'في اسم هذا الموقع حروف قد تلتبس بغيرها. لا تفتحه إلا إن كنت تعرفه.',
  otherWarning: (host: string) => `يعرض الرابط ${host} لكنه لا يقود إليه. لا تفتحه إلا إن كنت تعرف السبب.`,
  trust: (site: string) => `لا تسأل مجددًا عن ${site}`,
  title: 'الروابط',
  note: 'قبل أن يقودك رابط إلى خارج Tidings تُسأل وترى إلى أين. ما يُختار هنا يخص حسابك على هذا الجهاز وحده.',
  none: 'تُسأل عن كل موقع.',
  sites: (count: number) =>
    counted(count, {
      zero: 'لا موقع يُفتح دون سؤال',
      one: 'موقع واحد يُفتح دون سؤال',
      two: 'موقعان يُفتحان دون سؤال',
      few: '# مواقع تُفتح دون سؤال',
      many: '# موقعًا تُفتح دون سؤال',
      other: '# موقع تُفتح دون سؤال',
    }),
  forget: 'السؤال مجددًا',
  forgetSite: (site: string) => `السؤال مجددًا عن ${site}`,
  forgetAll: 'السؤال مجددًا عن الكل',
}
