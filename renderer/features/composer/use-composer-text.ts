import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { createCell } from '../../../core/base/readable.ts'
import { useReadable } from '../../engine/use-readable.ts'
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
export function useComposerText(model: ConversationModel, mode: ComposerMode): ComposerText {
  const { open } = model
  const [own] = useState(() => createOwnDraft(open.view.read().draft))
  const [draft, setDraft] = useState(own.text)
  const edited = mode.kind === 'edit' ? mode.typed : undefined
  const editText = useReadable(edited ?? nothing)

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
    // What was not sent was not taken from the disk either: the box after it has begun with it.
    if (isGone() && there.startsWith(taken)) return
    write(there === '' ? taken : `${taken}\n${there}`)
  }
  const takeBack = useEffectEvent(() => {
    const now = model.mode.read()
    if (now.kind !== 'new' || now.text === undefined) return
    const { text: returned, ...rest } = now
    model.mode.write(rest) // once: the mode stays when the box goes
    giveBack(returned)
  })
  useEffect(() => {
    const look = (): void => takeBack()
    const stop = model.mode.listen(look)
    look() // what is taken may make room for more
    return stop
  }, [model])

  return {
    text: edited === undefined ? draft : editText,
    write: (text) => {
      if (edited === undefined) write(text)
      else edited.write(text)
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

const nothing = createCell('')

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
