import type { Editor } from '@tiptap/core'
import { type JSX, type KeyboardEvent, useRef, useState } from 'react'
import { readingKey } from '../../../ui/direction.ts'
import { IconButton } from '../../../ui/button.tsx'
import { words } from '../words.ts'
import { type Command, keysText } from './commands.ts'
import styles from './toolbar.module.css'
import { useEditorState } from './use-editor-state.ts'

interface ToolbarProps {
  readonly editor: Editor
  readonly groups: ReadonlyArray<ReadonlyArray<Command>>
}

const isApple = /^Mac|^iP/.test(navigator.platform)

/** One stop for Tab; the arrow keys walk from button to button. */
export function Toolbar({ editor, groups }: ToolbarProps): JSX.Element {
  const [current, setCurrent] = useState<Command['name']>('undo')
  const bar = useRef<HTMLDivElement>(null)
  const walk = (event: KeyboardEvent): void => {
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    const next = nextIndex(readingKey(event.key), at, buttons.length)
    if (next === undefined) return
    event.preventDefault()
    buttons[next]?.focus()
  }
  return (
    // The buttons hear the keys that walk between them; the bar is only where they meet.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its buttons take the focus in turn
    <div
      ref={bar}
      role="toolbar"
      aria-label={words.toolbar}
      aria-controls="document-text"
      className={styles.toolbar}
      onKeyDown={walk}
    >
      {groups.map((group, index) => (
        <div key={index} className={styles.group}>
          {group.map((command) => (
            <CommandButton
              key={command.name}
              editor={editor}
              command={command}
              isCurrent={command.name === current}
              setCurrent={setCurrent}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

function nextIndex(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count
    case 'ArrowLeft':
      return (at - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}

interface CommandButtonProps {
  readonly editor: Editor
  readonly command: Command
  readonly isCurrent: boolean
  readonly setCurrent: (name: Command['name']) => void
}

function CommandButton({ editor, command, isCurrent, setCurrent }: CommandButtonProps): JSX.Element {
  const { name, icon: Icon, keys, isOn, isPossible, run } = command
  const on = useEditorState(editor, () => isOn?.(editor) ?? false)
  const possible = useEditorState(editor, () => editor.isEditable && isPossible(editor))
  return (
    <IconButton
      label={words.withKeys(words.commands[name], keysText(keys, isApple))}
      icon={<Icon size={17} />}
      className={styles.button}
      aria-pressed={isOn === undefined ? undefined : on}
      aria-disabled={!possible}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={() => setCurrent(name)}
      onMouseDown={(event) => event.preventDefault()} // the selection stays where it is
      onClick={() => {
        if (possible) run(editor)
      }}
    />
  )
}
