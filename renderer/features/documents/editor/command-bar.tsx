import type { Editor } from '@tiptap/core'
import type { JSX } from 'react'
import { IconButton } from '../../../ui/button.tsx'
import { type Stop, Toolbar } from '../../../ui/toolbar.tsx'
import { words } from '../words.ts'
import { type Command, keysText } from './commands.ts'
import { useEditorState } from './use-editor-state.ts'

interface CommandBarProps {
  readonly editor: Editor
  readonly groups: ReadonlyArray<ReadonlyArray<Command>>
}

const isApple = /^Mac|^iP/.test(navigator.platform)

export function CommandBar({ editor, groups }: CommandBarProps): JSX.Element {
  const commands = new Map(groups.flat().map((command) => [command.name, command]))
  return (
    <Toolbar
      label={words.toolbar}
      controls="document-text"
      groups={groups.map((group) => group.map(({ name }) => name))}
      button={(name, stop) => {
        const command = commands.get(name)
        return command && <CommandButton key={name} editor={editor} command={command} stop={stop} />
      }}
    />
  )
}

interface CommandButtonProps {
  readonly editor: Editor
  readonly command: Command
  readonly stop: Stop
}

function CommandButton({ editor, command, stop }: CommandButtonProps): JSX.Element {
  const { name, icon: Icon, keys, isOn, isPossible, run } = command
  const on = useEditorState(editor, () => isOn?.(editor) ?? false)
  const possible = useEditorState(editor, () => editor.isEditable && isPossible(editor))
  return (
    <IconButton
      label={words.withKeys(words.commands[name], keysText(keys, isApple))}
      icon={<Icon size={17} />}
      aria-pressed={isOn === undefined ? undefined : on}
      aria-disabled={!possible}
      {...stop}
      onMouseDown={(event) => event.preventDefault()} // the selection stays where it is
      onClick={() => {
        if (possible) run(editor)
      }}
    />
  )
}
