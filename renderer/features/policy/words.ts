import type { PolicyValue } from '../../../core/policy/definition.ts'
import type { PolicyNote } from '../../../core/policy/resolve.ts'
import { pageNumber, pageRow } from '../../languages/speech.ts'
import { wordsOf } from '../../languages/spoken.ts'

export const words = wordsOf('policy')

/** Values stand as they are written by whoever sets them: choices are not translated. */
export function valueText(value: PolicyValue): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return pageNumber(value)
  const text = typeof value === 'string' ? value : pageRow(value)
  return text === '' ? words.empty : text
}

export function noteText({ kind }: PolicyNote): string {
  switch (kind) {
    case 'unreadable':
    case 'not-trusted':
    case 'too-large':
    case 'malformed':
    case 'unknown':
    case 'not-for-users':
    case 'not-recommended':
    case 'overridden':
      return words.notes[kind]
    case 'wrong-type':
    case 'out-of-range':
    case 'no-choice':
    case 'too-long':
      return words.notes.senseless
  }
}
