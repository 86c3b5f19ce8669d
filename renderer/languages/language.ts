/** The languages that the app speaks, and which of them a page speaks: the one its root names. */

export const languages = ['en', 'de', 'es', 'ja', 'ar'] as const
export type Language = (typeof languages)[number]

/** Each in itself: who looks for theirs need not read another. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  ja: '日本語',
  ar: 'العربية',
}

/** Where the system names no country with the language. */
const usualLocales: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  de: 'de',
  es: 'es',
  ja: 'ja',
  ar: 'ar',
}

const spokenIn = (locale: string): Language | undefined => {
  const [base] = locale.toLowerCase().split('-')
  return languages.find((each) => each === base)
}

/** English for all that the app does not speak. */
export const languageOf = (locale: string): Language => spokenIn(locale) ?? 'en'

/**
 * The locale to speak in, such as "de-AT": `chosen`, in the way of a country that `wanted` names, else the first of
 * `wanted` that the app speaks, else English. `wanted` are locales, the dearest first.
 */
export function chooseLocale(chosen: Language | 'system', wanted: ReadonlyArray<string>): string {
  const spoken = chosen === 'system' ? wanted.map(spokenIn).find((each) => each !== undefined) : chosen
  const language = spoken ?? 'en'
  return wanted.find((each) => spokenIn(each) === language) ?? language
}

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')

/** Where there is no page nothing is named, and English is spoken. */
const namedLocale = (): string => (typeof document === 'undefined' ? '' : document.documentElement.lang)

export const pageLanguage = (): Language => languageOf(namedLocale())

/** The locale in which `language` is written here: with the country that the page names, if it speaks this language. */
export function localeOf(language: Language): string {
  const named = namedLocale()
  return named.startsWith(`${language}-`) ? named : usualLocales[language]
}

/** For what has no words of its own: dates, numbers, the order of names. */
export const pageLocale = (): string => localeOf(pageLanguage())
