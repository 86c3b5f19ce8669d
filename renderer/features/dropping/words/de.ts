import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  attachTo: (title: string) => `Ablegen, um an ${title} anzuhängen`,
  attachToThread: 'Ablegen, um an den Thread anzuhängen',
}
