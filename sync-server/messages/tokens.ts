/**
 * What messages are found by, without a word on the disk: keyed hashes of pieces of their folded text (SE10). A piece is three
 * code points that stand in one word, a word of one or two, and of scripts that put no space between words one code point or two.
 * Who has the disk and not the key learns how often a piece occurs, not which it is.
 */
import { createHmac, createSecretKey } from 'node:crypto'
import { foldText } from '../../core/search/fold-text.ts'
import { createLru } from '../relay/lru.ts'

/** Tokens of a text, and those that a text with `term` must have; of one workspace. */
export interface Tokens {
  readonly of: (text: string) => ReadonlyArray<number>
  readonly ofTerm: (term: string) => ReadonlyArray<number>
}

/** Some 10 MB; a language has some ten thousand. */
const keptTokens = 100_000
const wholePieces = /[^\s]+/gu
/** Of which every code unit is a code point, and none of a script without spaces. */
const isPlain = /^[!-\u02ff]+$/
const words = /[\p{L}\p{N}]+/gu
const shortWords = /(?<![\p{L}\p{N}])[\p{L}\p{N}]{1,2}(?![\p{L}\p{N}])/gu
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

export function createTokens(key: Uint8Array): Tokens {
  const secret = createSecretKey(key)
  const kept = createLru<string, number>(keptTokens)
  const tokenOf = (piece: string): number => {
    const known = kept.get(piece)
    if (known !== undefined) return known
    const token = createHmac('sha256', secret).update(piece).digest().readUIntBE(0, 6)
    kept.set(piece, token)
    return token
  }
  const hashed = (pieces: Iterable<string>): ReadonlyArray<number> => [...new Set(pieces)].map(tokenOf)
  return {
    of: (text) => hashed(piecesOf(foldText(text))),
    ofTerm: (term) => hashed(piecesOfTerm(term)),
  }
}

/** Names of the sorts of pieces, so that none is taken for another. */
const trigram = 't'
const short = 's'

function piecesOf(folded: string): ReadonlySet<string> {
  const pieces = new Set<string>()
  for (const [run] of folded.matchAll(wholePieces)) {
    if (isPlain.test(run))
      for (let at = 0; at + 3 <= run.length; at++) pieces.add(trigram + run.slice(at, at + 3))
    else addPieces(Array.from(run), pieces)
  }
  for (const [word] of folded.matchAll(shortWords)) pieces.add(short + word)
  return pieces
}

function addPieces(points: ReadonlyArray<string>, pieces: Set<string>): void {
  for (const [at, point] of points.entries()) {
    const [next, third] = [points[at + 1], points[at + 2]]
    if (next !== undefined && third !== undefined) pieces.add(trigram + point + next + third)
    if (!unspaced.test(point)) continue
    pieces.add(short + point)
    if (next !== undefined) pieces.add(short + point + next)
    const before = points[at - 1]
    if (before !== undefined) pieces.add(short + before + point)
  }
}

function piecesOfTerm(term: string): ReadonlyArray<string> {
  const runs = Array.from(term.matchAll(wholePieces), ([run]) => run)
  return runs.flatMap((run, index) => {
    const points = Array.from(run)
    // What stands at an end of a phrase may be a part of a longer word.
    const isWord = runs.length === 1 || (index > 0 && index < runs.length - 1)
    if (points.length < 3) return shortPieces(run, isWord)
    return points.slice(2).map((_, at) => trigram + points.slice(at, at + 3).join(''))
  })
}

/** Signs alone are looked for only beside words. */
export const canBeFound = (term: string): boolean => piecesOfTerm(term).length > 0

/** None for what is no word: whatever else was asked has to find it. */
const shortPieces = (run: string, isWord: boolean): ReadonlyArray<string> =>
  unspaced.test(run) || (isWord && /^[\p{L}\p{N}]+$/u.test(run)) ? [short + run] : []

/**
 * Whether a folded text has the folded term: anywhere in it; a term of one or two letters as a word of its own, unless its
 * script has no spaces.
 */
export function hasTerm(folded: string, term: string): boolean {
  if (Array.from(term).length > 2 || unspaced.test(term) || !/^[\p{L}\p{N}]+$/u.test(term))
    return folded.includes(term)
  for (const [word] of folded.matchAll(words)) if (word === term) return true
  return false
}
