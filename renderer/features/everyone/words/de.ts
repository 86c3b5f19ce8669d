import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  offered: (count: number) => counted(count, { one: 'Alle hier, # Person', other: 'Alle hier, # Personen' }),
  title: 'Alle hier erwähnen?',
  text: (count: number) =>
    counted(count, {
      one: 'Diese Nachricht erwähnt # Person.',
      other: 'Diese Nachricht erwähnt # Personen auf einmal.',
    }),
  act: 'Alle erwähnen',
}
