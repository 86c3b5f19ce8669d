/** What only late parts say of managing channels and people, and of what one is told; the rest is in `../manage/words.ts` (LA10). */
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('managing')
