import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  picker: 'Emoji',
  search: 'Emoji suchen',
  opening: 'Emoji werden gelesen…',
  none: 'Kein Emoji heißt so.',
  found: (count: number) => counted(count, { one: '# Emoji gefunden', other: '# Emoji gefunden' }),
  recent: 'Zuletzt benutzt',
  tone: 'Hautton',
  tones: ['Kein Hautton', 'Hell', 'Mittelhell', 'Mittel', 'Mitteldunkel', 'Dunkel'],
  categories: 'Arten von Emoji',
  groups: {
    0: 'Smileys und Gefühle',
    1: 'Personen',
    3: 'Tiere und Natur',
    4: 'Essen und Trinken',
    5: 'Reisen und Orte',
    6: 'Aktivitäten',
    7: 'Gegenstände',
    8: 'Symbole',
    9: 'Flaggen',
  },
}
