/** What the parts of `sync.ts` share. */
import type { ConversationId } from '../protocol/ids.ts'
import type { Credit } from './credit.ts'
import type { Fetches } from './fetches.ts'
import type { History } from './history.ts'
import type { Intake } from './intake.ts'
import type { OutboxDrain } from './outbox-drain.ts'
import type { Queue } from './queue.ts'
import type { Receipts } from './receipts.ts'
import type { RelayLink } from './relay-link.ts'
import type { Replica } from './replica.ts'
import type { Sealing } from './sealing/sealing.ts'
import type { SyncDeps } from './sync-contract.ts'

export interface SyncCore {
  readonly deps: SyncDeps
  readonly link: RelayLink
  readonly drain: OutboxDrain
  readonly sealing: Sealing
  readonly fetches: Fetches
  readonly credit: Credit
  readonly intake: Intake
  readonly receipts: Receipts
  readonly history: History
  readonly replicas: Map<ConversationId, Replica>
  /** Comparisons with the relay, one at a time. */
  readonly comparisons: Queue
  /** Conversations with a document in memory, the least recent first. */
  readonly recent: Set<ConversationId>
  relayEpoch: Uint8Array | undefined
  isFirstSync: boolean
  /** The relay has answered hello in full: a directory frame ends the answer (HS10). */
  isAnswered: boolean
  /** Lists that are being taken in. */
  noting: number
}

/** The relay is there, or may be in a moment. */
export const mayReach = ({ link }: SyncCore): boolean =>
  link.state.read().kind === 'online' || link.state.read().kind === 'connecting'

/** A conversation that was never made at the relay. False if what waits could not be given up: then all of it is there still. */
export async function forget(core: SyncCore, conversation: ConversationId): Promise<boolean> {
  const { drain, deps, replicas, recent } = core
  const files = drain.pending(conversation).flatMap((entry) => entry.files)
  const forgotten = await drain.forget(conversation)
  if (!forgotten.ok) return false
  if (files.length > 0) deps.uploads.remove(files)
  const replica = replicas.get(conversation)
  replica?.stop()
  await replica?.idle()
  replicas.delete(conversation)
  recent.delete(conversation)
  deps.stored(
    await deps.store.write([{ kind: 'conversation', conversation, record: undefined }], { durable: false }),
  )
  return true
}
