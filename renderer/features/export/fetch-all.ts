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
      const { before } = open.view.read()
      if (before === 'beginning') return true
      if (before === 'unreachable') return false
      await open.loadOlder()
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
