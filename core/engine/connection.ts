/** The state header: link, queue, and when this device last had everything. */
import { millis, type Clock, type Millis } from '../base/clock.ts'
import { createCell, type Readable } from '../base/readable.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { Stored } from '../storage/stored.ts'
import type { StuckPlace } from '../sync/outbox-decisions.ts'
import type { LinkState } from '../sync/relay-link.ts'
import type { ConnectionState } from './engine.ts'

export interface ConnectionDeps {
  readonly clock: Clock
  readonly store: LocalStore
  readonly stored: Stored
  readonly link: () => LinkState
  readonly queued: () => number
  /** As in `ConnectionState`; among those that are queued. */
  readonly edits: () => number
  readonly stuck: () => number
  readonly stuckIn: () => ReadonlyArray<StuckPlace>
  readonly isInSync: () => boolean
}

export interface Connection {
  readonly state: Readable<ConnectionState>
  /** Something that goes into the state may have changed, or the relay was heard: what is in sync is so as of now. */
  readonly refresh: () => void
}

const key = 'synced-at'
/** How often the moment is stored and shown; the header counts in minutes. */
const stepMs = 15_000

/** When the device last had everything, as stored; undefined if never. */
export async function readSyncedAt(store: LocalStore): Promise<Millis | undefined> {
  const value = await store.value(key)
  if (!value.ok || value.value?.length !== 8) return undefined
  const { buffer, byteOffset } = value.value
  return millis(Number(new DataView(buffer, byteOffset).getBigUint64(0)))
}

export function createConnection(deps: ConnectionDeps, syncedBefore: Millis | undefined): Connection {
  let syncedAt = syncedBefore
  let wasInSync = false
  const read = (): ConnectionState => {
    const [stuck, stuckIn, edits] = [deps.stuck(), deps.stuckIn(), deps.edits()]
    const held = stuck > 0 && { stuck, stuckIn }
    return { ...deps.link(), queued: deps.queued(), ...(edits > 0 && { edits }), ...held, syncedAt }
  }
  const state = createCell(read())

  const note = async (): Promise<void> => {
    syncedAt = deps.clock.now()
    const value = new Uint8Array(8)
    new DataView(value.buffer).setBigUint64(0, BigInt(syncedAt))
    deps.stored(await deps.store.write([{ kind: 'value', key, value }], { durable: false }))
  }
  const refresh = (): void => {
    const inSync = deps.isInSync()
    const isNews = inSync && (!wasInSync || deps.clock.now() - (syncedAt ?? 0) >= stepMs)
    wasInSync = inSync
    if (isNews) void note()
    const next = read()
    if (!sameState(state.read(), next)) state.write(next)
  }
  return { state, refresh }
}

const sameState = (left: ConnectionState, right: ConnectionState): boolean =>
  left.kind === right.kind &&
  left.queued === right.queued &&
  left.edits === right.edits &&
  left.stuck === right.stuck &&
  samePlaces(left.stuckIn, right.stuckIn) &&
  left.syncedAt === right.syncedAt &&
  (left.kind !== 'offline' || right.kind !== 'offline' || left.retryAt === right.retryAt)

const samePlaces = (left: ReadonlyArray<StuckPlace> = [], right: ReadonlyArray<StuckPlace> = []): boolean =>
  left.length === right.length &&
  left.every(
    ({ conversation, message }, index) =>
      conversation === right[index]?.conversation && message === right[index].message,
  )
