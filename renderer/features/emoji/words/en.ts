import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  picker: 'Emoji',
  search: 'Find an emoji',
  opening: 'Reading the emoji…',
  none: 'No emoji goes by that name.',
  found: (count: number) => counted(count, { one: '# emoji', other: '# emoji' }),
  recent: 'Used last',
  tone: 'Skin tone',
  tones: ['No skin tone', 'Light', 'Medium light', 'Medium', 'Medium dark', 'Dark'],
  categories: 'Kinds of emoji',
  groups: {
    0: 'Smileys and feelings',
    1: 'People',
    3: 'Animals and nature',
    4: 'Food and drink',
    5: 'Travel and places',
    6: 'Activities',
    7: 'Objects',
    8: 'Symbols',
    9: 'Flags',
  },
} as const
