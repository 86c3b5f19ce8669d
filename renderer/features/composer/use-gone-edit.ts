import { useEffect, useSyncExternalStore } from 'react'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import type { ComposerMode, Edited } from './composer-mode.ts'

/**
 * Deleted, given up or disappeared. What is not loaded is not known to be, whatever its time: what was written offline comes in late. What
 * had not left this device stands in the newest part, which is loaded.
 */
export function isGone({ find, open }: ConversationModel, message: Pick<Edited, 'id' | 'delivery'>): boolean {
  const now = find(message.id)
  if (now !== undefined) return now.redacted
  const { opening, before } = open.view.read()
  const { kind } = message.delivery ?? {}
  return !opening && (before === 'beginning' || kind === 'queued' || kind === 'refused')
}

/** Of a message that goes while its new text is typed, or before one comes back to that, what was typed becomes the draft. */
export function useGoneEdit(model: ConversationModel, mode: ComposerMode): void {
  const edit = mode.kind === 'edit' ? mode : undefined
  const goes = useSyncExternalStore(
    model.open.view.listen,
    () => edit !== undefined && isGone(model, edit.message),
  )
  useEffect(() => {
    if (!goes || edit === undefined || model.mode.read() !== edit) return
    const text = edit.typed.read()
    // What nobody has changed goes with the message: it was to be gone.
    model.mode.write(text === edit.message.text ? { kind: 'new' } : { kind: 'new', text, isLeftOver: true })
  }, [goes, edit, model])
}
