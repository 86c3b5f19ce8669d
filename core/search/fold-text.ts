/**
 * How texts are compared: without case, without accents and vowel points, compatibility forms as plain ones, runs of white
 * space as one space. What nobody sees (joiners, variation selectors, direction marks) does not count. The SE10 rules.
 *
 * A text is folded piece by piece, a piece being a character and the marks on it: so that every piece of what comes out
 * has a place in what went in, and a hostile text (10,000 marks on one letter) costs no more than a long one.
 */
const plainText = /^[\t\n\r -~]*$/
const whiteSpace = /\s+/g
/** White space; plain letters that no mark follows; a character with at most 32 marks, vowel signs or final jamo. */
const pieces = /\s+|[!-~]+(?![\p{M}\u1160-\u11FF\uFF9E\uFF9F])|[^\s][\p{M}\u1160-\u11FF\uFF9E\uFF9F]{0,32}/gu
/**
 * Marks that people leave out when they type: accents (Latin, Greek, Cyrillic), Hebrew points, Arabic vowels and tatweel.
 * Not those that make another letter of it, as in Devanagari, Thai or kana.
 */
const accents =
  // oxlint-disable-next-line no-misleading-character-class -- marks alone, meant one by one
  /[\u{300}-\u{36F}\u{483}-\u{489}\u{591}-\u{5BD}\u{5BF}\u{5C1}\u{5C2}\u{5C4}\u{5C5}\u{5C7}\u{610}-\u{61A}\u{640}\u{64B}-\u{65F}\u{670}\u{6D6}-\u{6DC}\u{6DF}-\u{6E8}\u{6EA}-\u{6ED}\u{1AB0}-\u{1AFF}\u{1DC0}-\u{1DFF}\u{20D0}-\u{20FF}\u{FE20}-\u{FE2F}]/gu
const unseen = /\p{Default_Ignorable_Code_Point}/gu

const isPlainPiece = (piece: string): boolean => {
  const first = piece.charCodeAt(0)
  return first > 32 && first < 127 && (piece.length === 1 || piece.charCodeAt(piece.length - 1) < 127)
}

function foldPiece(piece: string): string {
  if (isPlainPiece(piece)) return piece.toLowerCase()
  if (/^\s/.test(piece)) return ' '
  return piece
    .normalize('NFKD')
    .replace(accents, '')
    .replace(unseen, '')
    .toUpperCase() // ß is SS, and ſ is S
    .toLowerCase()
    .normalize('NFKD') // İ has become an i with a dot
    .replace(accents, '')
    .replaceAll('ς', 'σ')
    .normalize('NFC')
}

/** What is compared in place of `text`. */
export const foldText = (text: string): string =>
  plainText.test(text)
    ? text.toLowerCase().replace(whiteSpace, ' ')
    : text.replace(pieces, foldPiece).replace(whiteSpace, ' ')

export interface FoldedText {
  readonly folded: string
  /** For each code unit of `folded` the range of the original, in code units, that it was made of. */
  readonly starts: ReadonlyArray<number>
  readonly ends: ReadonlyArray<number>
}

/** The same, with where each piece came from. */
export function foldWithPlaces(text: string): FoldedText {
  let folded = ''
  const starts: Array<number> = []
  const ends: Array<number> = []
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const isPlain = isPlainPiece(piece)
    const made = foldPiece(piece)
    for (let unit = 0; unit < made.length; unit++) {
      if (made[unit] === ' ' && folded.endsWith(' ')) {
        ends[ends.length - 1] = index + piece.length
        continue
      }
      folded += made[unit]
      starts.push(isPlain ? index + unit : index)
      ends.push(isPlain ? index + unit + 1 : index + piece.length)
    }
  }
  return { folded, starts, ends }
}
