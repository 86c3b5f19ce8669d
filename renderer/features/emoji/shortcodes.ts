/** `:name:` in a text that is sent becomes the emoji of that name; in code, and where nothing has the name, it stays. */
import type { Emoji } from './emoji-data.ts'

/** Code at odd places, as CommonMark fences and spans it. */
const code = /(```[^]*?(?:```|$)|~~~[^]*?(?:~~~|$)|`[^`\n]+`)/u
const shortcode = /(?<![\p{L}\p{N}_:]):([a-z0-9_+'-]{1,60})(?:::?skin-tone-([2-6]))?:(?![\p{L}\p{N}_])/gu

/** Whether it is worth while to read all the names. */
export const hasShortcode = (text: string): boolean => text.search(shortcode) !== -1

/** @param emojis all that there are */
export function replaceShortcodes(text: string, emojis: ReadonlyArray<Emoji>): string {
  const byName = new Map(emojis.flatMap((emoji) => emoji.names.map((name) => [name, emoji] as const)))
  const replace = (whole: string, name: string, tone: string | undefined): string => {
    const found = byName.get(name)
    if (found === undefined) return whole
    return tone === undefined ? found.emoji : (found.tones[Number(tone) - 2] ?? found.emoji)
  }
  return text
    .split(code)
    .map((part, index) => (index % 2 === 0 ? part.replaceAll(shortcode, replace) : part))
    .join('')
}
