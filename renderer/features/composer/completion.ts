/** What may be completed where one writes: a person behind `@`, a channel behind `#`, an emoji behind `:`, a command behind `/`. */
import type { Channel } from '../../../core/engine/engine.ts'
import type { Emoji } from '../emoji/emoji-data.ts'
import type { Named } from '../markup/mentions.ts'
import type { Command } from './commands.ts'

/** The sign and what is written behind it, up to the caret at `end`. */
export interface Asked {
  readonly sign: keyof typeof queries
  readonly query: string
  readonly start: number
  readonly end: number
}

const longest = 40
const queries = {
  '@': /^[^\s@][^\n@]*[^\s@]$|^[^\s@]?$/u,
  '#': /^[^\s#]*$/u,
  // Small letters, or of a script without small ones: capitals are faces, as in :DD.
  ':': /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_+-]{2,}$/u,
  '/': /^[a-z]*$/iu,
} as const

/** Undefined where nothing is to be completed: a sign within a word is not one. */
export function askedAt(text: string, caret: number): Asked | undefined {
  for (let start = caret - 1; start >= Math.max(0, caret - longest); start--) {
    const sign = text[start]
    if (sign === '\n') return undefined
    if (sign === '/' && start > 0) continue // a command stands at the very beginning
    if (sign !== '@' && sign !== '#' && sign !== ':' && sign !== '/') continue
    if (/[\p{L}\p{N}_/:]/u.test(text.charAt(start - 1))) continue
    const query = text.slice(start + 1, caret)
    return queries[sign].test(query) ? { sign, query, start, end: caret } : undefined
  }
  return undefined
}

const mark = /^(?:\*{1,3}|_{1,3}|~~)/u

/**
 * What takes the place of sign and query: with a space to write on, but before the mark that closes what the sign stands in, which
 * would not close it behind a space (CP3).
 */
export function insertionAt(text: string, { start, end }: Asked, insert: string): string {
  const closing = mark.exec(text.slice(end))?.[0]
  if (closing === undefined) return insert
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  const isOpen = line.split(closing).length % 2 === 0
  return isOpen ? insert.trimEnd() : insert
}

export type Option =
  | { readonly kind: 'person'; readonly person: Named; readonly insert: string }
  | { readonly kind: 'all'; readonly name: string; readonly label: string; readonly insert: string }
  | { readonly kind: 'channel'; readonly channel: Pick<Channel, 'id' | 'name'>; readonly insert: string }
  | { readonly kind: 'command'; readonly command: Command; readonly insert: string }
  | { readonly kind: 'emoji'; readonly emoji: string; readonly name: string; readonly insert: string }

/** All at once, where they can be mentioned. */
export interface MentionOfAll {
  /** How many others it would reach. */
  readonly count: number
  /** `options`, with it among them if it fits what is typed; without whoever would be taken for it. */
  readonly among: (options: ReadonlyArray<Option>, query: string) => ReadonlyArray<Option>
}

export interface Completable {
  readonly people: ReadonlyArray<Named>
  readonly all?: MentionOfAll | undefined
  readonly channels: ReadonlyArray<Pick<Channel, 'id' | 'name'>>
  readonly emojis: ReadonlyArray<Emoji>
  readonly tone: number
  readonly commands: ReadonlyArray<Command>
}
