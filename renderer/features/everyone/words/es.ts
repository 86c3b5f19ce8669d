import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  offered: (count: number) =>
    counted(count, { one: 'Todos los de aquí, # persona', other: 'Todos los de aquí, # personas' }),
  title: '¿Mencionar a todos los de aquí?',
  text: (count: number) =>
    counted(count, {
      one: 'Este mensaje menciona a # persona.',
      other: 'Este mensaje menciona a # personas a la vez.',
    }),
  act: 'Mencionar a todos',
}
