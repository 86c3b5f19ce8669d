/** What is said where people are picked, for a group or a direct message, and where a group is changed. */
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('groups')
