/** The words of the language that is spoken: put here before any screen is loaded, and read by each feature's `words.ts`. */
import { Defect } from '../../core/base/defect.ts'
import type { catalogue as english } from './en.ts'
import type { Translated } from './translated.ts'

export type Catalogue = Translated<typeof english>

let spoken: Catalogue | undefined

/** Once, before the first module that shows words is loaded: they take theirs when they are. */
export function speak(catalogue: Catalogue): void {
  spoken = catalogue
}

export function wordsOf<Part extends keyof Catalogue>(part: Part): Catalogue[Part] {
  if (spoken === undefined) throw new Defect(`the words of ${part} are asked for before a language is loaded`)
  return spoken[part]
}
