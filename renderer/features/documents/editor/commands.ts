/** What the toolbar offers. Keys as ProseMirror names them; the extensions listen to them. */
import type { ChainedCommands, Editor } from '@tiptap/core'
import {
  Bold,
  Code,
  Heading1,
  Heading2,
  Heading3,
  Italic,
  Link2,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Quote,
  Redo2,
  SquareCode,
  Strikethrough,
  Undo2,
} from 'lucide-react'
import { words as keysWords } from '../../keys/words.ts'
import type { words } from '../words.ts'

export interface Command {
  readonly name: keyof typeof words.commands
  readonly icon: LucideIcon
  readonly keys: string
  /** Left out for what is done once and not switched. */
  readonly isOn?: (editor: Editor) => boolean
  readonly isPossible: (editor: Editor) => boolean
  readonly run: (editor: Editor) => void
}

type Change = (chain: ChainedCommands) => ChainedCommands
type Look = Pick<Command, 'name' | 'icon' | 'keys'>

const once = (look: Look, change: Change): Command => ({
  ...look,
  isPossible: (editor) => change(editor.can().chain()).run(),
  run: (editor) => void change(editor.chain().focus()).run(),
})
/** `node` is the mark's or node's name in the schema. */
const toggle = (look: Look, change: Change, node: string = look.name, attributes = {}): Command => ({
  ...once(look, change),
  isOn: (editor) => editor.isActive(node, attributes),
})
const heading = (level: 1 | 2 | 3, icon: LucideIcon): Command =>
  toggle(
    { name: `heading${level}`, icon, keys: `Mod-Alt-${level}` },
    (chain) => chain.toggleHeading({ level }),
    'heading',
    { level },
  )

const history = [
  once({ name: 'undo', icon: Undo2, keys: 'Mod-z' }, (chain) => chain.undo()),
  once({ name: 'redo', icon: Redo2, keys: 'Mod-Shift-z' }, (chain) => chain.redo()),
]
const headings = [heading(1, Heading1), heading(2, Heading2), heading(3, Heading3)]
const marks = [
  toggle({ name: 'bold', icon: Bold, keys: 'Mod-b' }, (chain) => chain.toggleBold()),
  toggle({ name: 'italic', icon: Italic, keys: 'Mod-i' }, (chain) => chain.toggleItalic()),
  toggle({ name: 'strike', icon: Strikethrough, keys: 'Mod-Shift-s' }, (chain) => chain.toggleStrike()),
  toggle({ name: 'code', icon: Code, keys: 'Mod-e' }, (chain) => chain.toggleCode()),
]
const lists = [
  toggle({ name: 'bulletList', icon: List, keys: 'Mod-Shift-8' }, (chain) => chain.toggleBulletList()),
  toggle({ name: 'orderedList', icon: ListOrdered, keys: 'Mod-Shift-7' }, (chain) =>
    chain.toggleOrderedList(),
  ),
  toggle({ name: 'taskList', icon: ListChecks, keys: 'Mod-Shift-9' }, (chain) => chain.toggleTaskList()),
]
const blocks = [
  toggle({ name: 'blockquote', icon: Quote, keys: 'Mod-Shift-b' }, (chain) => chain.toggleBlockquote()),
  toggle({ name: 'codeBlock', icon: SquareCode, keys: 'Mod-Alt-c' }, (chain) => chain.toggleCodeBlock()),
]

/** In groups, as they stand. The link is asked for by who shows them. */
export const createCommands = (askLink: () => void): ReadonlyArray<ReadonlyArray<Command>> => [
  history,
  headings,
  [
    ...marks,
    {
      ...toggle({ name: 'link', icon: Link2, keys: 'Mod-k' }, (chain) => chain.setMark('link')),
      run: askLink,
    },
  ],
  lists,
  blocks,
]

/** Keys as people read them on their keyboard. */
export function keysText(keys: string, isApple: boolean): string {
  const names: Readonly<Record<string, string>> = isApple
    ? { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
    : { Mod: keysWords.keys.mod, Alt: keysWords.keys.alt, Shift: keysWords.keys.shift }
  return keys
    .split('-')
    .map((key) => names[key] ?? key.toUpperCase())
    .join(isApple ? '' : '+')
}
