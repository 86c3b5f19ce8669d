import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  pictureHint: 'يراها الجميع في مساحات عملك، وتُخزَّن على الخادم.',
  workspacePictureHint: 'يراها الجميع في مساحة العمل هذه، وتُخزَّن على الخادم.',
  choose: 'اختيار صورة…',
  remove: 'إزالة الصورة',
  stage: 'الجزء الظاهر من الصورة. تحرّكه الأسهم، ويغيّر الزائد والناقص حجمه.',
  zoom: 'الحجم',
  use: 'استخدام هذه الصورة',
  unfit: 'تعذّر فتح هذا كصورة. اختر JPEG أو PNG أو WebP أو GIF لا تزيد على 64 ميغابكسل.',
  tooLarge: 'تعذّر تصغير هذه الصورة بما يكفي. اختر غيرها.',
  look: 'الصورة واللون',
  lookTitle: (workspace: string) => `صورة ${workspace} ولونها`,
  colour: 'اللون',
  colourHint: 'لكل من هنا ممن لم يختر لونًا لنفسه.',
  noColour: 'بلا لون',
}
