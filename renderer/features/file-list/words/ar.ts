import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'الملفات والروابط',
  kind: 'ما يُعرض',
  kinds: { images: 'الصور', files: 'الملفات', links: 'الروابط' },
  filter: 'البحث بالاسم',
  none: {
    images: 'لا صور بعد. ما يُرسل منها هنا يظهر في هذه القائمة.',
    files: 'لا ملفات بعد. ما يُرسل منها هنا يظهر في هذه القائمة.',
    links: 'لا روابط بعد. ما يُرسل منها هنا يظهر في هذه القائمة.',
  },
  noneNamed: 'لا شيء هنا بهذا الاسم.',
  looking: 'يجري البحث…',
  by: (name: string, moment: string) => `${name}، ${moment}`,
  openLink: (host: string) => `فتح الرابط إلى ${host}`,
  more: 'البحث أبعد في الماضي',
  coverage: (left: number) =>
    arabic.counted(left, {
      zero: 'بُحث في كل سجلك على هذا الجهاز.',
      one: 'بقي جزء واحد من سجلك على هذا الجهاز لم يُبحث فيه بعد.',
      two: 'بقي جزآن من سجلك على هذا الجهاز لم يُبحث فيهما بعد.',
      few: 'بقيت # أجزاء من سجلك على هذا الجهاز لم يُبحث فيها بعد.',
      many: 'بقي # جزءًا من سجلك على هذا الجهاز لم يُبحث فيها بعد.',
      other: 'بقي # جزء من سجلك على هذا الجهاز لم يُبحث فيها بعد.',
    }),
  you: 'أنت',
  someone: 'شخص ما',
}
