import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  attachTo: (title: string) => `Suelta para adjuntar a ${title}`,
  attachToThread: 'Suelta para adjuntar al hilo',
}
