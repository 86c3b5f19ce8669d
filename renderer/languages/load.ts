/** A language's words are two files, those of the first screen and those of late parts: nobody loads another language's. */
import { isolated } from './isolated.ts'
import { directionOf, type Language, pageLanguage } from './language.ts'
import { type FirstWords, type LateWords, speak } from './spoken.ts'

type Files<Words> = Readonly<Record<Language, () => Promise<{ readonly catalogue: Words }>>>

const firstFiles: Files<FirstWords> = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  ja: () => import('./ja.ts'),
  ar: () => import('./ar.ts'),
}

const lateFiles: Files<LateWords> = {
  en: () => import('./late-en.ts'),
  de: () => import('./late-de.ts'),
  es: () => import('./late-es.ts'),
  ja: () => import('./late-ja.ts'),
  ar: () => import('./late-ar.ts'),
}

async function speakFrom(files: Files<FirstWords | LateWords>, language: Language): Promise<void> {
  const { catalogue } = await files[language]()
  speak(isolated(catalogue, directionOf(language)))
}

export const loadLanguage = (language: Language): Promise<void> => speakFrom(firstFiles, language)

let isWhole = false

/** The rest of the words of this page: wanted before the code of any late part. What could not be read is tried again. */
export async function loadLateWords(): Promise<void> {
  if (isWhole) return
  await speakFrom(lateFiles, pageLanguage())
  isWhole = true
}
