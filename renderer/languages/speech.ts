/** What grammar asks of a catalogue: numbers, plurals and lists, for each language in its own way. */
import { type Language, localeOf, pageLanguage } from './language.ts'

/** A phrase in which `#` stands for the number. */
type WithNumber = `${string}#${string}`

/**
 * The phrases that a language needs of one that counts. Where a form is for a single number ("one", and in Arabic
 * "zero" and "two") a language may say the number in the word itself; the others have to show it.
 */
type Forms<Many extends Intl.LDMLPluralRule, Single extends Intl.LDMLPluralRule> = Readonly<
  Record<Many, WithNumber> & Record<Single, string>
>

export interface Speech<Many extends Intl.LDMLPluralRule, Single extends Intl.LDMLPluralRule> {
  /** "1 message", "3 messages". Names go into no phrase here, for one may have a `#` in it: see `plural`. */
  readonly counted: (count: number, forms: Forms<Many, Single>) => string
  /** The form for `count`, as it is. */
  readonly plural: (count: number, forms: Readonly<Record<Many | Single, string>>) => string
  /** "1,200" */
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string
  /** "45%", of a share from 0 to 1; rounded down, so that nothing unfinished is called whole. */
  readonly percent: (share: number) => string
  /** "Ana, Ben and Cem" */
  readonly listed: (names: ReadonlyArray<string>) => string
  /** "Ana, Ben, Cem": where nothing is said of them together. */
  readonly inRow: (parts: ReadonlyArray<string>) => string
}

function createSpeech<Many extends Intl.LDMLPluralRule, Single extends Intl.LDMLPluralRule>(
  language: Language,
): Speech<Many | 'other', Single> {
  const formats = new Map<string, unknown>()
  // Made when first needed and kept: they are dear to make, and most of a page needs none.
  const kept = <Format>(name: string, make: (locale: string) => Format): Format => {
    const locale = localeOf(language)
    const key = `${name} ${locale}`
    if (!formats.has(key)) formats.set(key, make(locale))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what lies under a name is what this line put there
    return formats.get(key) as Format
  }
  const number: Speech<Many, Single>['number'] = (value, options) =>
    kept(`number ${JSON.stringify(options)}`, (locale) => new Intl.NumberFormat(locale, options)).format(
      value,
    )
  const formOf = <Form>(
    count: number,
    forms: Readonly<Record<string, Form>> & { readonly other: Form },
  ): Form => forms[kept('plural', (locale) => new Intl.PluralRules(locale)).select(count)] ?? forms.other
  return {
    counted: (count, forms) => formOf(count, forms).replace('#', () => number(count)),
    plural: (count, forms) => formOf(count, forms),
    number,
    percent: (share) => number(Math.floor(share * 100) / 100, { style: 'percent' }),
    listed: (names) =>
      kept('list', (locale) => new Intl.ListFormat(locale, { type: 'conjunction' })).format(names),
    inRow: (parts) =>
      kept('row', (locale) => new Intl.ListFormat(locale, { type: 'unit', style: 'short' })).format(parts),
  }
}

export const english = createSpeech<'one', never>('en')
export const german = createSpeech<'one', never>('de')
/** "Many" is for whole millions in Spanish and would change next to nothing: "other" does for it. */
export const spanish = createSpeech<'one', never>('es')
export const japanese = createSpeech<never, never>('ja')
export const arabic = createSpeech<'few' | 'many', 'zero' | 'one' | 'two'>('ar')

const speeches = { en: english, de: german, es: spanish, ja: japanese, ar: arabic }

/** In the language of the page: where no words go with it. */
export const pageNumber = (value: number, options?: Intl.NumberFormatOptions): string =>
  speeches[pageLanguage()].number(value, options)
export const pagePercent = (share: number): string => speeches[pageLanguage()].percent(share)
export const pageListed = (names: ReadonlyArray<string>): string => speeches[pageLanguage()].listed(names)
export const pageRow = (parts: ReadonlyArray<string>): string => speeches[pageLanguage()].inRow(parts)
