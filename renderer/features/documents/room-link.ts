/**
 * A document's room at the relay, over the stock y-websocket provider: it comes with a fresh token, goes and comes back
 * with the network, and ends when the relay says why (core/protocol/rooms.ts). Other windows of this account hear of
 * changes without a network too.
 */
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { type Clock, millis } from '../../../core/base/clock.ts'
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { Result } from '../../../core/base/result.ts'
import type { TokenFailure } from '../../../core/bridge/contract.ts'
import type { ConnectionState } from '../../../core/engine/engine.ts'
import { paths } from '../../../core/protocol/api.ts'
import type { DocumentId } from '../../../core/protocol/ids.ts'
import { roomCloseCodes } from '../../../core/protocol/rooms.ts'
import { followAcknowledgement } from './acknowledged.ts'

export type RoomState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'offline' }
  /** `saved`: the relay has stored all that was written here. */
  | { readonly kind: 'synced'; readonly saved: boolean }
  /** The relay will not have it. */
  | { readonly kind: 'stopped'; readonly why: 'not-a-member' | 'full' | 'refused' }

export interface RoomLink {
  readonly state: Readable<RoomState>
  /** From `stopped`. */
  readonly retry: () => void
  readonly close: () => void
}

export interface RoomLinkDeps {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly document: DocumentId
  /** The relay's socket, as in `Account`. */
  readonly relay: string
  readonly token: () => Promise<Result<string, TokenFailure>>
  /** The relay does not have the document yet: it is offline until it has, whatever else is in reach. */
  readonly isAwaited: () => boolean
  /** The engine's, which knows when trying makes sense. */
  readonly connection: Readable<ConnectionState>
  readonly clock: Clock
}

const maxBackoffMs = 15_000
/** A way that takes the connection and then says nothing is given up; the provider would wait for ever. */
const patienceMs = 8_000

interface LinkCore {
  readonly deps: RoomLinkDeps
  readonly provider: WebsocketProvider
  readonly state: ReturnType<typeof createCell<RoomState>>
  isBeginning: boolean
  isClosed: boolean
}

export function openRoomLink(deps: RoomLinkDeps): RoomLink {
  const { doc, awareness, document, connection, clock } = deps
  const provider = new WebsocketProvider(new URL(paths.rooms, deps.relay).href, `doc/${document}`, doc, {
    connect: false,
    awareness,
    maxBackoffTime: maxBackoffMs,
  })
  const state = createCell<RoomState>({ kind: 'connecting' })
  const core: LinkCore = { deps, provider, state, isBeginning: false, isClosed: false }
  const acknowledged = followAcknowledgement(provider, clock, () => show())
  const show = (): void => {
    if (!provider.synced) return
    const saved = acknowledged.isSaved()
    const shown = state.read()
    if (shown.kind !== 'synced' || shown.saved !== saved) state.write({ kind: 'synced', saved })
  }
  provider.on('sync', show)
  const hurry = createHurry(provider, clock)
  provider.on('connection-close', () => {
    if (core.isClosed || state.read().kind === 'stopped') return
    state.write({ kind: connection.read().kind === 'online' ? 'connecting' : 'offline' })
    void refresh(core)
  })
  provider.on('closed', ({ code }) => ended(core, code))
  let wasOnline = false
  const unlisten = connection.listen(() => {
    const isOnline = connection.read().kind === 'online' && !deps.isAwaited()
    if (isOnline && !wasOnline && !provider.synced) void begin(core)
    wasOnline = isOnline
  })
  void begin(core)
  return {
    state,
    retry: () => {
      state.write({ kind: 'connecting' })
      void begin(core)
    },
    close: () => {
      core.isClosed = true
      unlisten()
      acknowledged.close()
      hurry.close()
      provider.destroy()
    },
  }
}

function createHurry(provider: WebsocketProvider, clock: Clock): { readonly close: () => void } {
  let cancel = (): void => undefined
  provider.on('status', ({ status }) => {
    cancel()
    if (status === 'connecting') cancel = clock.after(millis(patienceMs), () => provider.ws?.close())
  })
  provider.on('connection-close', () => cancel())
  return { close: () => cancel() }
}

/** Connects with a good token; without one only the other windows hear. */
async function begin(core: LinkCore): Promise<void> {
  if (core.isBeginning || core.state.read().kind === 'stopped') return
  core.isBeginning = true
  const hasToken = !core.deps.isAwaited() && (await refresh(core))
  core.isBeginning = false
  if (core.isClosed) return
  if (hasToken) return core.provider.connect()
  core.provider.connectBc()
  core.state.write({ kind: 'offline' })
}

/** The provider takes the token of the moment with each attempt. */
async function refresh({ deps, provider, isClosed }: LinkCore): Promise<boolean> {
  const token = await deps.token()
  if (token.ok) provider.params = { token: token.value }
  else if (token.failure.kind === 'expired' || token.failure.kind === 'locked') provider.shouldConnect = false
  return token.ok && !isClosed
}

function ended(core: LinkCore, code: number): void {
  switch (code) {
    case roomCloseCodes['token-expired']:
      return void begin(core)
    case roomCloseCodes['signed-out']:
      return core.state.write({ kind: 'offline' }) // the engine asks for a new sign-in, and then says that it is online
    case roomCloseCodes['not-a-member']:
      return core.state.write({ kind: 'stopped', why: 'not-a-member' })
    case roomCloseCodes['too-large']:
      return core.state.write({ kind: 'stopped', why: 'full' })
    default:
      return core.state.write({ kind: 'stopped', why: 'refused' })
  }
}
