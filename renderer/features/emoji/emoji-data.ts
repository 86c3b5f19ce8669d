/** Every emoji with its names, from emojibase. Read when somebody looks for one, no part of the first paint. */
import compact from 'emojibase-data/en/compact.json' with { type: 'json' }
import shortcodes from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' }

export interface Emoji {
  readonly emoji: string
  /** As emojibase counts them, the same in every language. */
  readonly hexcode: string
  /** In words, as CLDR has it. */
  readonly label: string
  /** As in `groups`. */
  readonly group: number
  /** Without colons, the usual one first; empty where there is none. */
  readonly names: ReadonlyArray<string>
  /** Other words under which one looks for it. */
  readonly tags: ReadonlyArray<string>
  /** The same in five tones of skin, from light to dark; empty where it has no skin. */
  readonly tones: ReadonlyArray<string>
}

/** Emojibase's numbers of the groups that are shown, in order; 2 is parts of others. */
export const groups = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const

/** The same letters for the same emoji as the importer and other clients write: reactions are compared by them. */
function emojiOf(hexcode: string): string {
  const points = hexcode.split('-').map((point) => Number.parseInt(point, 16))
  const emoji = String.fromCodePoint(...points)
  // Characters that are text by default (❤, ☀) ask for colour.
  return points.length === 1 && !/\p{Emoji_Presentation}/u.test(emoji) ? `${emoji}\u{FE0F}` : emoji
}

const namesOf = (hexcode: string): ReadonlyArray<string> => {
  const found: string | Array<string> | undefined = shortcodes[hexcode]
  return found === undefined ? [] : typeof found === 'string' ? [found] : found
}

/** In the order in which they are shown. */
export const emojis: ReadonlyArray<Emoji> = compact
  .flatMap(({ hexcode, label, group, order, tags, skins }) =>
    group === undefined || order === undefined || group === 2
      ? []
      : [{ hexcode, label, group, order, tags: tags ?? [], skins: skins ?? [] }],
  )
  .toSorted((left, right) => left.group - right.group || left.order - right.order)
  .map(({ hexcode, label, group, tags, skins }) => ({
    emoji: emojiOf(hexcode),
    hexcode,
    label,
    group,
    names: namesOf(hexcode),
    tags,
    // Of two people there are more, a tone for each: the five where both have the same one stand alone here.
    tones: skins.length === 5 ? skins.map((skin) => emojiOf(skin.hexcode)) : [],
  }))
