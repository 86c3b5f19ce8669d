import type { SearchCoverage } from '../../../core/engine/search-contract.ts'
import type { SearchFailure } from '../../../core/search/query.ts'

export const words = {
  open: 'Search',
  title: 'Search messages',
  placeholder: 'Search messages',
  close: 'Close search',
  results: 'Results',
  someone: 'Someone',
  somewhere: 'a conversation that is not listed here any more',
  none: (query: string) => `Nothing found for “${query}”`,
  noneHint: 'Try fewer words, only a part of a word, or no filter.',
  misread: (filters: string) => `Not understood, so left out or found nowhere: ${filters}`,
  help: 'Words, parts of words and "phrases in quotes" are looked for in every conversation you are in.',
  filters: [
    ['from:ana', 'written by Ana; from:me is you'],
    ['in:general', 'in that channel; in:ana is what you and Ana wrote to each other'],
    ['after:2026-03', 'after that year, month or day'],
    ['before:2026-03-31', 'before that year, month or day'],
    ['has:link', 'with a link; also has:mention, has:reaction, has:answer, has:file'],
  ],
  more: 'Show older results',
  looking: 'Looking further back',
  /** For who cannot see the list. */
  count: (count: number, more: boolean) =>
    count === 1 && !more ? '1 result' : `${count}${more ? ' or more' : ''} results`,
} as const

export function coverageText({ indexed, held, known }: SearchCoverage): string {
  if (held === 0) return 'There are no messages on this device yet.'
  if (indexed < held) return `Searching ${percent(indexed, held)}% of the messages on this device so far.`
  if (held < known)
    return `Searching all messages on this device, ${percent(held, known)}% of those there are.`
  return 'Searching all messages.'
}

const percent = (part: number, whole: number): number => Math.floor((part / whole) * 100)

export function searchFailureText(failure: SearchFailure): string {
  switch (failure.kind) {
    case 'full':
      return 'The disk is full, so newer messages cannot be searched. Free some space.'
    case 'damaged':
    case 'failed':
      return 'The search index on this device cannot be read just now. Messages are safe. Try again, or restart the app.'
    case 'closed':
      return 'Search has stopped. Restart the app to search again.'
  }
}
