/** What people do right now (EP*): passed on unread to whoever is there, and gone. */
import type { ClientFrame } from '../../core/protocol/frame.ts'
import { maxEphemeralsPerSecond } from '../../core/protocol/limits.ts'
import { encodeRelayFrame } from '../../core/protocol/relay-frame-codec.ts'
import type { SessionContext } from './session-context.ts'
import type { Guest } from './welcome.ts'

type Ephemeral = Extract<ClientFrame, { kind: 'ephemeral' }>

export function createEphemerals(
  { deps, guard, isClosed }: SessionContext,
  { author }: Guest,
): (frame: Ephemeral) => void {
  let second = 0
  let sent = 0
  const pass = async ({ conversation, body }: Ephemeral): Promise<void> => {
    const audience = await deps.conversations.audienceFor(author, conversation)
    if (audience === undefined || isClosed()) return
    const { user, device } = author
    const frame = encodeRelayFrame({ kind: 'ephemeral', conversation, user, device, body })
    for (const reader of deps.hub.readersOf(audience)) if (reader.author !== author) reader.offer(frame)
  }
  return (frame) => {
    const now = Math.floor(deps.clock.now() / 1_000)
    if (now !== second) [second, sent] = [now, 0]
    if (++sent > maxEphemeralsPerSecond) return
    void guard(() => pass(frame))
  }
}
