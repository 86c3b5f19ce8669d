import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

export const words: Translated<typeof english> = {
  offered: (count: number) =>
    counted(count, {
      zero: 'الجميع هنا، لا أحد',
      one: 'الجميع هنا، شخص واحد',
      two: 'الجميع هنا، شخصان',
      few: 'الجميع هنا، # أشخاص',
      many: 'الجميع هنا، # شخصًا',
      other: 'الجميع هنا، # شخص',
    }),
  title: 'الإشارة إلى الجميع هنا؟',
  text: (count: number) =>
    counted(count, {
      zero: 'لا تشير هذه الرسالة إلى أحد.',
      one: 'تشير هذه الرسالة إلى شخص واحد.',
      two: 'تشير هذه الرسالة إلى شخصين معًا.',
      few: 'تشير هذه الرسالة إلى # أشخاص معًا.',
      many: 'تشير هذه الرسالة إلى # شخصًا معًا.',
      other: 'تشير هذه الرسالة إلى # شخص معًا.',
    }),
  act: 'الإشارة إلى الجميع',
}
