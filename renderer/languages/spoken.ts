/** The words of the language that is spoken: put here before any screen that has them is loaded, and read by each feature's `words.ts`. */
import { Defect } from '../../core/base/defect.ts'
import type { catalogue as english } from './en.ts'
import type { catalogue as lateEnglish } from './late-en.ts'
import type { Translated } from './translated.ts'

export type FirstWords = Translated<typeof english>
export type LateWords = Translated<typeof lateEnglish>
export type Catalogue = FirstWords & LateWords

let spoken: Partial<Catalogue> = {}

/** Each once, before the first module that shows some of them is loaded: it takes its own when it is. */
export function speak(words: Partial<Catalogue>): void {
  spoken = { ...spoken, ...words }
}

export function wordsOf<Part extends keyof Catalogue>(part: Part): Catalogue[Part] {
  const words: Partial<Catalogue>[Part] = spoken[part]
  if (words === undefined) throw new Defect(`the words of ${part} are asked for before they are loaded`)
  return words
}
