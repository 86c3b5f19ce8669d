import iamcal from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' }

/** Slack names emoji as the iamcal/emoji-data project does. */
const hexByName = new Map<string, string>()
for (const [hex, names] of Object.entries(iamcal)) {
  for (const name of typeof names === 'string' ? [names] : names) hexByName.set(name, hex)
}
// A name that Slack made up itself, still in many exports.
hexByName.set('simple_smile', '1F642')

const skinTone = /^(.+)::skin-tone-([2-6])$/

/** The emoji that Slack calls `name` (without colons, `thumbsup::skin-tone-3` too); undefined for a workspace's own. */
export function emojiByName(name: string): string | undefined {
  const [, base = name, tone] = skinTone.exec(name) ?? []
  const hex = hexByName.get(base)
  if (hex === undefined) return undefined
  const [first = 0, ...rest] = hex.split('-').map((point) => Number.parseInt(point, 16))
  if (tone !== undefined) {
    const shade = 0x1f3fb - 2 + Number(tone)
    return String.fromCodePoint(
      first,
      shade,
      ...rest.filter((point, index) => index > 0 || point !== emojiStyle),
    )
  }
  const emoji = String.fromCodePoint(first, ...rest)
  // Characters that are text by default (❤, ☀) ask for colour.
  return rest.length === 0 && !/\p{Emoji_Presentation}/u.test(emoji) ? `${emoji}\uFE0F` : emoji
}

const emojiStyle = 0xfe0f
