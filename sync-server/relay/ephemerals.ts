/** What people do right now (EP*): passed on unread to whoever is there, and gone. */
import type { ClientFrame } from '../../core/protocol/frame.ts'
import { maxEphemeralsPerSecond } from '../../core/protocol/limits.ts'
import { encodeRelayFrame } from '../../core/protocol/relay-frame-codec.ts'
import type { Author } from './append.ts'
import type { SessionContext, SessionDeps } from './session-context.ts'

type Ephemeral = Extract<ClientFrame, { kind: 'ephemeral' }>

/** How much somebody has said in a second. */
export interface Spoken {
  second: number
  frames: number
}

export function passOn(said: Ephemeral, spoken: Spoken, context: SessionContext, author: Author): void {
  const now = Math.floor(context.deps.clock.now() / 1_000)
  if (now !== spoken.second) [spoken.second, spoken.frames] = [now, 0]
  if (++spoken.frames > maxEphemeralsPerSecond) return
  void context.guard(() => tellOthers(said, context, author))
}

export async function tellOthers(
  { conversation, body }: Pick<Ephemeral, 'conversation' | 'body'>,
  {
    deps,
    isClosed,
  }: Pick<SessionContext, 'isClosed'> & { readonly deps: Pick<SessionDeps, 'conversations' | 'hub'> },
  author: Author,
): Promise<void> {
  const audience = await deps.conversations.audienceFor(author, conversation)
  if (audience === undefined || isClosed()) return
  const { user, device } = author
  const frame = encodeRelayFrame({ kind: 'ephemeral', conversation, user, device, body })
  for (const reader of deps.hub.readersOf(audience)) if (reader.author !== author) reader.offer(frame)
}
