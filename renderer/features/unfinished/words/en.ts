import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  leftOver: 'The message that you were editing is gone. What you had typed stands here as a draft.',
  unsent: (count: number) =>
    counted(count, {
      one: 'Tidings was closed before # file that was attached here was sent. Attach it again.',
      other: 'Tidings was closed before # files that were attached here were sent. Attach them again.',
    }),
} as const
