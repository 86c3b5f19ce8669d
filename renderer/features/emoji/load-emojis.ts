import { type Language, pageLanguage } from '../../languages/language.ts'
import type { Emoji } from './emoji-data.ts'

type Named = ReadonlyArray<{
  readonly hexcode: string
  readonly label: string
  readonly tags?: ReadonlyArray<string>
}>

/** Names in other languages than English, as emojibase has them: not in Arabic (decision 0106). */
const names: Readonly<Record<Exclude<Language, 'en' | 'ar'>, () => Promise<{ readonly default: Named }>>> = {
  de: () => import('emojibase-data/de/compact.json'),
  es: () => import('emojibase-data/es/compact.json'),
  ja: () => import('emojibase-data/ja/compact.json'),
}

/** Every emoji, named in the language of the page; found by its English words as well. */
export async function loadEmojis(): Promise<ReadonlyArray<Emoji>> {
  const { emojis } = await import('./emoji-data.ts')
  const language = pageLanguage()
  if (language === 'en' || language === 'ar') return emojis
  const { default: named } = await names[language]()
  const byCode = new Map(named.map((each) => [each.hexcode, each]))
  return emojis.map((emoji) => {
    const here = byCode.get(emoji.hexcode)
    if (here === undefined) return emoji
    return { ...emoji, label: here.label, tags: [...(here.tags ?? []), emoji.label, ...emoji.tags] }
  })
}
