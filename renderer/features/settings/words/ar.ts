import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'الإعدادات',
  appearance: 'المظهر',
  device: 'هذه لهذا الجهاز وحده.',
  theme: 'السمة',
  themes: { system: 'كالنظام', light: 'فاتحة', dark: 'داكنة', contrast: 'تباين عالٍ' },
  accent: 'اللون',
  accentOfWorkspace: 'كمساحة العمل',
  accents: {
    215: 'بحري',
    250: 'أزرق',
    285: 'بنفسجي',
    330: 'وردي',
    15: 'أحمر',
    55: 'كهرماني',
    110: 'زيتوني',
    155: 'أخضر',
  },
  density: 'التباعد',
  densities: { comfortable: 'مريح', compact: 'متراص' },
  textSize: 'حجم النص',
  motion: 'الحركة',
  motions: { system: 'كالنظام', reduced: 'بلا حركة' },
  language: 'اللغة',
  languageSystem: 'كالنظام',
  languageNote: 'يتحدث Tidings اللغة التي تختارها بعد إعادة تحميله. ما كتبته يبقى.',
  languageReload: (language: string) => `إعادة التحميل باللغة ${language}`,
}
