import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('desktop')

/** Of a link that leads nowhere; `locked` are accounts of which nobody can say. */
export const nowhereText = (locked: ReadonlyArray<string>): string =>
  locked.length === 0 ? words.nowhere : words.nowhereOpen(locked)
