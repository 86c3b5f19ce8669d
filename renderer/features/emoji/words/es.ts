import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  picker: 'Emoji',
  search: 'Buscar un emoji',
  opening: 'Leyendo los emojis…',
  none: 'Ningún emoji se llama así.',
  found: (count: number) => counted(count, { one: '# emoji', other: '# emojis' }),
  recent: 'Usados hace poco',
  tone: 'Tono de piel',
  tones: ['Sin tono de piel', 'Claro', 'Medio claro', 'Medio', 'Medio oscuro', 'Oscuro'],
  categories: 'Tipos de emoji',
  groups: {
    0: 'Caritas y sentimientos',
    1: 'Personas',
    3: 'Animales y naturaleza',
    4: 'Comida y bebida',
    5: 'Viajes y lugares',
    6: 'Actividades',
    7: 'Objetos',
    8: 'Símbolos',
    9: 'Banderas',
  },
}
