/** All words of each language: those of the first screen, and those of late parts. */
import { catalogue as firstArabic } from '../../renderer/languages/ar.ts'
import { catalogue as firstGerman } from '../../renderer/languages/de.ts'
import { catalogue as firstEnglish } from '../../renderer/languages/en.ts'
import { catalogue as firstSpanish } from '../../renderer/languages/es.ts'
import { catalogue as firstJapanese } from '../../renderer/languages/ja.ts'
import { catalogue as lateArabic } from '../../renderer/languages/late-ar.ts'
import { catalogue as lateGerman } from '../../renderer/languages/late-de.ts'
import { catalogue as lateEnglish } from '../../renderer/languages/late-en.ts'
import { catalogue as lateSpanish } from '../../renderer/languages/late-es.ts'
import { catalogue as lateJapanese } from '../../renderer/languages/late-ja.ts'

export const english = { ...firstEnglish, ...lateEnglish }
export const german = { ...firstGerman, ...lateGerman }
export const spanish = { ...firstSpanish, ...lateSpanish }
export const japanese = { ...firstJapanese, ...lateJapanese }
export const arabic = { ...firstArabic, ...lateArabic }
