/** A language's words are one file, fetched by itself: nobody loads the others. */
import { isolated } from './isolated.ts'
import { directionOf, type Language } from './language.ts'
import { type Catalogue, speak } from './spoken.ts'

const files: Readonly<Record<Language, () => Promise<{ readonly catalogue: Catalogue }>>> = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  ja: () => import('./ja.ts'),
  ar: () => import('./ar.ts'),
}

export async function loadLanguage(language: Language): Promise<void> {
  const { catalogue } = await files[language]()
  speak(directionOf(language) === 'rtl' ? isolated(catalogue) : catalogue)
}
