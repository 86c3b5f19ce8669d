import { type Language, pageLanguage } from '../../languages/language.ts'
import type { Emoji } from './emoji-data.ts'

interface Name {
  readonly label: string
  readonly tags?: ReadonlyArray<string>
}
/** By the emoji's hexcode; undefined where it has no name in the language. */
type NameOf = (hexcode: string) => Name | undefined

const byHexcode = ({
  default: named,
}: {
  readonly default: ReadonlyArray<Name & { readonly hexcode: string }>
}): NameOf => {
  const byCode = new Map(named.map((each) => [each.hexcode, each]))
  return (hexcode) => byCode.get(hexcode)
}

/** Names in other languages than English, as emojibase has them: but in Arabic, where they are CLDR's (decision 0152). */
const names: Readonly<Record<Exclude<Language, 'en'>, () => Promise<NameOf>>> = {
  ar: async () => (await import('./arabic-names.ts')).arabicName,
  de: async () => byHexcode(await import('emojibase-data/de/compact.json')),
  es: async () => byHexcode(await import('emojibase-data/es/compact.json')),
  ja: async () => byHexcode(await import('emojibase-data/ja/compact.json')),
}

/** Every emoji, named in the language of the page; found by its English words as well. */
export async function loadEmojis(): Promise<ReadonlyArray<Emoji>> {
  const { emojis } = await import('./emoji-data.ts')
  const language = pageLanguage()
  if (language === 'en') return emojis
  const nameOf = await names[language]()
  return emojis.map((emoji) => {
    const here = nameOf(emoji.hexcode)
    if (here === undefined) return emoji
    return { ...emoji, label: here.label, tags: [...(here.tags ?? []), emoji.label, ...emoji.tags] }
  })
}
