import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  attachTo: (title: string) => `ドロップして${title}に添付`,
  attachToThread: 'ドロップしてスレッドに添付',
}
