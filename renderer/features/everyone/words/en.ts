import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  offered: (count: number) =>
    counted(count, { one: 'Everyone here, # person', other: 'Everyone here, # people' }),
  title: 'Mention everyone here?',
  text: (count: number) =>
    counted(count, {
      one: 'This message mentions # person.',
      other: 'This message mentions # people at once.',
    }),
  act: 'Mention everyone',
} as const
