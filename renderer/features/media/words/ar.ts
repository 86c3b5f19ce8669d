import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { number } = arabic

export const words: Translated<typeof english> = {
  play: (name: string) => `تشغيل ${name}`,
  pause: (name: string) => `إيقاف ${name} مؤقتًا`,
  position: (name: string) => `الموضع في ${name}`,
  positionOf: (at: string, length: string) => `${at} من ${length}`,
  speed: (speed: string) => `السرعة: ${speed}`,
  speedText: (speed: number) => `${number(speed)}×`,
  voice: 'رسالة صوتية',
  unplayable: 'تعذّر تشغيل هذا هنا. يمكنك حفظه وفتحه ببرنامج آخر.',
  movesStopped: 'تشغيل الحركة',
}
