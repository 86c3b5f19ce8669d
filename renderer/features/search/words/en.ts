import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  title: 'Search messages',
  placeholder: 'Search messages',
  close: 'Close search',
  results: 'Results',
  someone: 'Someone',
  somewhere: 'a conversation that is not listed here any more',
  none: (query: string) => `Nothing found for “${query}”`,
  noneHint: 'Try fewer words, only a part of a word, or no filter.',
  misread: (filters: string) => `Not understood, so left out or found nowhere: ${filters}`,
  help: 'Words, parts of words and "phrases in quotes" are looked for in every conversation you are in, and in the documents and the text, PDF and office files that were opened on this device.',
  helpOffers:
    'While you type a filter, who and what fits is offered: arrow keys choose, Enter or Tab takes it.',
  /** What `has:` asks for, beside the word that is typed. */
  traits: {
    link: 'a link',
    mention: 'a mention',
    reaction: 'a reaction',
    answer: 'an answer',
    file: 'a file',
    pin: 'pinned',
    document: 'text of a document',
  },
  narrow: 'Narrow the search',
  narrowBy: { from: 'From…', in: 'In…', before: 'Before…', after: 'After…', has: 'Has…' },
  within: (name: string) => `Only in ${name}`,
  everywhere: 'Search everywhere',
  filters: [
    ['from:ana', 'written by Ana; from:me is you'],
    ['in:general', 'in that channel; in:ana is what you and Ana wrote to each other'],
    ['after:2026-03', 'after that year, month or day'],
    ['before:2026-03-31', 'before that year, month or day'],
    [
      'has:link',
      'with a link; also has:mention, has:reaction, has:answer, has:file, has:pin; has:document is what stands in a document',
    ],
  ],
  /** Beside a document's title. */
  inDocument: 'in the text',
  foundFor: (typed: string) => `For “${typed}”`,
  keepBeside: 'Keep beside the conversation',
  more: 'Show older results',
  looking: 'Looking further back',
  /** For who cannot see the list. */
  count: (count: number) => counted(count, { one: '# result', other: '# results' }),
  countOrMore: (count: number) => counted(count, { one: '# or more results', other: '# or more results' }),
  coverage: {
    nothing: 'There are no messages on this device yet.',
    indexing: (share: string) => `${share} of the messages on this device can be searched so far.`,
    held: (share: string) => `All messages on this device can be searched, ${share} of those there are.`,
    all: 'All messages can be searched.',
  },
  unopened: (count: number) =>
    counted(count, {
      one: '# document was never opened on this device: its text cannot be searched.',
      other: '# documents were never opened on this device: their texts cannot be searched.',
    }),
  filesElsewhere: (count: number) =>
    counted(count, {
      one: '# text, PDF or office file is not on this device: only its name can be searched.',
      other: '# text, PDF and office files are not on this device: only their names can be searched.',
    }),
  filesInPart: (count: number) =>
    counted(count, {
      one: '# file can be searched only in part or by its name: it is very long, protected, damaged, made of pictures, or still being read.',
      other:
        '# files can be searched only in part or by their names: they are very long, protected, damaged, made of pictures, or still being read.',
    }),
  failures: {
    full: 'The disk is full, so newer messages cannot be searched. Free some space.',
    unreadable:
      'The search index on this device cannot be read just now. Messages are safe. Try again, or restart the app.',
    closed: 'Search has stopped. Restart the app to search again.',
  },
} as const
