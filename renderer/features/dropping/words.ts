import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('dropping')
