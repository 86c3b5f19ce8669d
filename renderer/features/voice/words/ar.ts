import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

/** In a file name, without the marks that set a text apart within a sentence: a system would keep them in it. */
const bare = (text: string): string => text.replaceAll(/[\u2068\u2069]/gu, '')

export const words: Translated<typeof english> = {
  record: 'تسجيل رسالة صوتية',
  asking: 'في انتظار الميكروفون. قد يسألك نظامك إن كان يحق لـ Tidings استخدامه.',
  recording: (time: string) => `يجري التسجيل، ${time}`,
  cancel: 'تجاهل التسجيل',
  finish: 'إنهاء التسجيل',
  level: 'قوة الصوت',
  name: (moment: string) => bare(`رسالة صوتية ${moment}.webm`),
  failure: {
    refused: 'لا يحق لـ Tidings استخدام الميكروفون. اسمح به في إعدادات نظامك أو متصفحك، ثم حاول مجددًا.',
    missing: 'لم يُعثر على ميكروفون. صِل واحدًا وحاول مجددًا.',
    busy: 'تعذّر فتح الميكروفون. ربما يستخدمه برنامج آخر: أغلقه وحاول مجددًا.',
  },
}
