import { useEffect, useRef, useState } from 'react'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import type { ComposerMode } from './composer-mode.ts'
import { createOwnDraft } from './own-draft.ts'

export interface ComposerText {
  readonly text: string
  readonly write: (text: string) => void
  /**
   * Hands out what is in the box and empties it, unless a message is being edited. The draft stays on disk until `sent`.
   */
  readonly take: () => string
  /** What was taken could not be sent: it stands in the box again, before what was written meanwhile, also after the box is gone. */
  readonly giveBack: (taken: string) => void
  /** What was taken lies elsewhere now. What has been written since, here or in another window, stays. */
  readonly sent: (taken: string) => void
}

/** The draft of a conversation, or beside it the new text of a message being edited. */
export function useComposerText({ open }: ConversationModel, mode: ComposerMode): ComposerText {
  const [own] = useState(() => createOwnDraft(open.view.read().draft))
  const [draft, setDraft] = useState(own.text)
  const edited = mode.kind === 'edit' ? mode.message : undefined
  const [editText, setEditText] = useState('')
  const [editing, setEditing] = useState(edited)
  if (editing !== edited) {
    setEditing(edited)
    setEditText(edited?.text ?? '')
  }

  // The draft may be read from disk after the box is on the screen, or come from another window or device.
  useEffect(() => {
    const adopt = (): void => {
      if (own.adopt(open.view.read().draft)) setDraft(own.text())
    }
    adopt()
    return open.view.listen(adopt)
  }, [open, own])

  const write = (text: string): void => {
    own.write(text)
    setDraft(text)
    open.setDraft(text)
  }
  const isGone = useIsGone()
  const giveBack = (taken: string): void => {
    // A box that is gone has not followed what was written in the one after it.
    const there = isGone() ? open.view.read().draft : own.text()
    write(there === '' ? taken : `${taken}\n${there}`)
  }
  const returned = useRef<ComposerMode>(undefined)
  useEffect(() => {
    if (mode.kind !== 'new' || mode.text === undefined || returned.current === mode) return
    returned.current = mode
    giveBack(mode.text)
  })

  return {
    text: edited === undefined ? draft : editText,
    write: (text) => {
      if (edited === undefined) write(text)
      else setEditText(text)
    },
    take: () => {
      if (edited !== undefined) return editText
      setDraft('')
      return own.take()
    },
    giveBack,
    sent: (taken) => {
      if (own.text() === '') open.setDraft('', undefined, taken)
    },
  }
}

function useIsGone(): () => boolean {
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])
  return () => gone.current
}
