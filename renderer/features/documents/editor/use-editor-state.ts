import type { Editor } from '@tiptap/core'
import { useCallback, useSyncExternalStore } from 'react'

/** Renders again when `select` gives another primitive; it runs after every change of text or selection. */
export function useEditorState<Value extends string | boolean | undefined>(
  editor: Editor,
  select: () => Value,
): Value {
  const listen = useCallback(
    (listener: () => void) => {
      editor.on('transaction', listener)
      editor.on('update', listener) // editable or not comes without a transaction
      return () => {
        editor.off('transaction', listener)
        editor.off('update', listener)
      }
    },
    [editor],
  )
  return useSyncExternalStore(listen, select)
}
