import {
  Bold,
  Code,
  Italic,
  Link2,
  List,
  ListOrdered,
  type LucideIcon,
  Quote,
  SquareCode,
  Strikethrough,
} from 'lucide-react'
import type { JSX, RefObject } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { Toolbar } from '../../ui/toolbar.tsx'
import { words as documentWords } from '../documents/words.ts'
import { isMac, keyNames } from '../keys/key-text.ts'
import { applyEdit } from './edits.ts'
import { type Format, formatGroups, formatted, keyOfFormat } from './formats.ts'

const icons: Readonly<Record<Format, LucideIcon>> = {
  bold: Bold,
  italic: Italic,
  strike: Strikethrough,
  code: Code,
  link: Link2,
  bulletList: List,
  orderedList: ListOrdered,
  blockquote: Quote,
  codeBlock: SquareCode,
}

function labelOf(format: Format): string {
  const name = documentWords.commands[format]
  const keys = keyOfFormat(format)
  return keys === undefined ? name : documentWords.withKeys(name, keyNames(keys, isMac()).join('+'))
}

interface FormattingBarProps {
  readonly input: RefObject<HTMLTextAreaElement | null>
}

/** Works on what is selected in the box. */
export function FormattingBar({ input }: FormattingBarProps): JSX.Element {
  const format = (name: Format): void => {
    const { current: box } = input
    if (box === null) return
    const selection = { start: box.selectionStart, end: box.selectionEnd }
    applyEdit(box, formatted(name, box.value, selection))
  }
  return (
    <Toolbar
      label={documentWords.toolbar}
      groups={formatGroups}
      button={(name, stop) => {
        const Icon = icons[name]
        return (
          <IconButton
            key={name}
            label={labelOf(name)}
            icon={<Icon size={16} />}
            // It takes the focus from the box: what an input method composes there is settled before it is changed.
            onClick={() => format(name)}
            {...stop}
          />
        )
      }}
    />
  )
}
