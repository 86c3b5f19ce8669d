import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  attachTo: (title: string) => `أفلت للإرفاق في ${title}`,
  attachToThread: 'أفلت للإرفاق في السلسلة',
}
