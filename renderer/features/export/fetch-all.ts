import type { Engine, OpenConversation } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'

/** Brings all older messages onto this device. False if the relay is out of reach, or it was stopped. */
export async function fetchAll(
  engine: Pick<Engine, 'open'>,
  conversation: ConversationId,
  stop: AbortSignal,
): Promise<boolean> {
  const open = engine.open(conversation)
  if (open === undefined) return false
  try {
    await opened(open, stop)
    while (!stop.aborted) {
      if (open.view.read().before === 'beginning') return true
      await open.loadOlder()
      // Of this attempt: that an earlier one found nobody says nothing of now.
      if (open.view.read().before === 'unreachable') return false
    }
    return false
  } finally {
    open.close()
  }
}

function opened({ view }: OpenConversation, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (view.read().opening && !stop.aborted) return
      unlisten()
      resolve()
    }
    const unlisten = view.listen(look)
    stop.addEventListener('abort', look)
    look()
  })
}
