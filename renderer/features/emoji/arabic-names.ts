/**
 * Names of emoji in Arabic, from CLDR, for emojibase has none (decision 0152). Read by Arabic pages alone, when somebody looks for an
 * emoji. CLDR names those that are put together (families, flags, kinds of hair) by their parts, and so does this.
 */
import cldr from 'cldr-annotations-full/annotations/ar/annotations.json' with { type: 'json' }

interface Annotation {
  /** Words under which one looks for it. */
  readonly default?: ReadonlyArray<string>
  /** What a screen reader says. */
  readonly tts?: ReadonlyArray<string>
}

const annotations: ReadonlyMap<string, Annotation> = new Map<string, Annotation>(
  Object.entries(cldr.annotations.annotations),
)
const regions = new Intl.DisplayNames('ar', { type: 'region' })
/** Parts of a region, which browsers cannot name: the last letters of each. */
const partsOfRegions = new Map([
  ['gbeng', 'إنجلترا'],
  ['gbsct', 'اسكتلندا'],
  ['gbwls', 'ويلز'],
])
/** As CLDR puts people together. */
const people = new Intl.ListFormat('ar', { type: 'unit', style: 'short' })
/** An arrow behind a person says where they look, and is no arrow. */
const facingRight = 'متجه لليمين'
const [regionalA, tagBase, keycap, joiner] = [0x1_f1_e6, 0xe_00_00, '\u{20E3}', '\u{200D}']

/** In words, and what else it is looked for by; undefined for what CLDR knows nothing of. */
export function arabicName(
  hexcode: string,
): { readonly label: string; readonly tags: ReadonlyArray<string> } | undefined {
  const points = hexcode.split('-').map((point) => Number.parseInt(point, 16))
  const letters = String.fromCodePoint(...points).replaceAll('\u{FE0F}', '')
  const label =
    nameOf(letters) ?? flagName(points) ?? keyName(letters) ?? compositeName(letters.split(joiner))
  return label === undefined ? undefined : { label, tags: annotations.get(letters)?.default ?? [] }
}

const nameOf = (letters: string): string | undefined => annotations.get(letters)?.tts?.[0]

function flagName(points: ReadonlyArray<number>): string | undefined {
  const code = String.fromCodePoint(
    ...points.map((point) => point - regionalA + 65).filter((each) => each >= 65 && each <= 90),
  )
  if (points.length === 2 && code.length === 2) return `علم: ${regions.of(code) ?? code}`
  const tags = points.slice(1, -1).map((point) => String.fromCodePoint(Math.max(0, point - tagBase)))
  const part = partsOfRegions.get(tags.join(''))
  return part === undefined ? undefined : `علم: ${part}`
}

function keyName(letters: string): string | undefined {
  if (letters === '🔟') return 'مفتاح: 10'
  return letters.endsWith(keycap) ? `مفتاح: ${letters.slice(0, -1)}` : undefined
}

/** "Family: man, woman, girl", "man: red hair". */
function compositeName(parts: ReadonlyArray<string>): string | undefined {
  const whole = parts.includes('💋') ? '💏' : parts.includes('❤') ? '💑' : '👪'
  const members = parts.filter((part) => part !== '💋' && part !== '❤')
  if (members.length > 1 && members.every((part) => '👨👩👦👧'.includes(part))) return joined(whole, members)
  return joined(parts.slice(0, -1).join(joiner), parts.slice(-1))
}

function joined(whole: string, parts: ReadonlyArray<string>): string | undefined {
  const name = nameOf(whole)
  const rest = parts.flatMap((part) => (part === '➡' ? facingRight : (nameOf(part) ?? [])))
  return name === undefined || rest.length < parts.length ? undefined : `${name}: ${people.format(rest)}`
}
