/** The grid of the picker as rows of a virtual list: headings, and emoji in lines of `columns`. */
import { type Emoji, groups } from './emoji-data.ts'
import { findEmoji, withTone } from './find-emoji.ts'

/** @internal */
export const columns = 8

export interface Choice {
  readonly emoji: string
  readonly label: string
  readonly name: string | undefined
}

export type PickerRow =
  | { readonly kind: 'heading'; readonly group: 'recent' | (typeof groups)[number] }
  /** `first` is the place of the first one among all choices. */
  | { readonly kind: 'choices'; readonly first: number; readonly choices: ReadonlyArray<Choice> }

export interface PickerGrid {
  readonly rows: ReadonlyArray<PickerRow>
  readonly choices: ReadonlyArray<Choice>
}

interface Asked {
  readonly text: string
  readonly tone: number
  readonly recent: ReadonlyArray<string>
}

/** With a text, what fits it; else all of them under headings, those used last first. */
export function pickerGrid(emojis: ReadonlyArray<Emoji>, { text, tone, recent }: Asked): PickerGrid {
  const rows: Array<PickerRow> = []
  const choices: Array<Choice> = []
  const add = (more: ReadonlyArray<Choice>): void => {
    for (let at = 0; at < more.length; at += columns) {
      const line = more.slice(at, at + columns)
      rows.push({ kind: 'choices', first: choices.length, choices: line })
      choices.push(...line)
    }
  }
  const toned = (each: Emoji): Choice => ({
    emoji: withTone(each, tone),
    label: each.label,
    name: each.names[0],
  })
  if (text.trim() !== '') {
    add(findEmoji(emojis, text).map(toned))
    return { rows, choices }
  }
  rows.push({ kind: 'heading', group: 'recent' })
  add(recentChoices(emojis, recent))
  for (const group of groups) {
    rows.push({ kind: 'heading', group })
    add(emojis.filter((each) => each.group === group).map(toned))
  }
  return { rows, choices }
}

/** As they were chosen, in their tone. */
function recentChoices(emojis: ReadonlyArray<Emoji>, recent: ReadonlyArray<string>): ReadonlyArray<Choice> {
  const known = new Map<string, Emoji>()
  for (const each of emojis) for (const form of [each.emoji, ...each.tones]) known.set(form, each)
  return recent.flatMap((emoji) => {
    const found = known.get(emoji)
    return found === undefined ? [] : [{ emoji, label: found.label, name: found.names[0] }]
  })
}

/** Where an arrow key leads from a choice; along the lines as they are seen. Undefined for other keys. */
export function stepIn({ rows, choices }: PickerGrid, at: number, key: string): number | undefined {
  if (key === 'ArrowRight') return Math.min(at + 1, choices.length - 1)
  if (key === 'ArrowLeft') return Math.max(at - 1, 0)
  const lines = rows.flatMap((row) => (row.kind === 'choices' ? [row] : []))
  const here = lines.findIndex(({ first, choices: line }) => at >= first && at < first + line.length)
  const line = lines[here]
  const next = lines[key === 'ArrowDown' ? here + 1 : key === 'ArrowUp' ? here - 1 : -1]
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined
  if (line === undefined || next === undefined) return at
  return next.first + Math.min(at - line.first, next.choices.length - 1)
}
