/**
 * Chat for programs that hold keys: direct messages and sealed groups, beside open conversations, as a device of an account. It
 * is the app without its screens: main over a folder, and the engine. The guide is docs/guides/client.md, the rules are HC* of
 * SPEC.md.
 */
import { type Cell, createCell, type Readable } from '../core/base/readable.ts'
import { ok, type Result } from '../core/base/result.ts'
import type { PageBridge } from '../core/bridge/contract.ts'
import type { BeginFailure, KeysState } from '../core/bridge/people.ts'
import type { SafetyNumber, TrustFailure } from '../core/bridge/trust.ts'
import type { ChatAnswer } from '../core/client/answers.ts'
import type { ChatClient } from '../core/client/chat-client.ts'
import type { ConnectionState, Direct, Engine } from '../core/engine/engine.ts'
import { conversationId, isIdText, type UserId, type WorkspaceId } from '../core/protocol/ids.ts'
import { createSealedRoom, type SealedRoom } from './sealed-room.ts'

export interface SealedClient
  extends
    Pick<ChatClient, 'connection' | 'listen'>,
    Pick<Engine, 'self' | 'directory' | 'members' | 'presence' | 'setPresence' | 'search' | 'notices'> {
  /** More than `connection`: why it is stopped, how much waits, since when all is there. */
  readonly status: Readable<ConnectionState>
  /** Whether this device has the keys of its account: `unlinked` until another device or the recovery code brings them. */
  readonly keys: Readable<KeysState>
  /** The sealed conversations of all workspaces. */
  readonly sealed: Readable<ReadonlyArray<Direct>>
  /** The direct message with a person, begun if there is none; alone with oneself: notes. Works offline with known keys. */
  readonly direct: (workspace: WorkspaceId, person: UserId) => Promise<Result<SealedRoom, BeginFailure>>
  /** Undefined if the directory has none of that id. The same one again is the same object. Open conversations too. */
  readonly join: (room: string) => SealedRoom | undefined
  readonly trust: {
    readonly safetyNumber: (person: UserId) => Promise<Result<SafetyNumber, TrustFailure>>
    /** The digits were compared and are the same: from then on nothing is sealed for another key unasked. */
    readonly verify: (person: UserId, digits: string) => Promise<Result<void, TrustFailure>>
    /** Takes the key that is there now; what was held back goes out. */
    readonly acceptKey: (person: UserId) => Promise<Result<void, TrustFailure>>
  }
  /** All else that a device can ask for: linking, recovery, devices, invitations (`core/bridge/contract.ts`). */
  readonly main: PageBridge
  /** What waits stays on the disk, for the next start. */
  readonly close: () => Promise<void>
}

export interface SealedClientDeps {
  readonly bridge: PageBridge
  readonly engine: Engine
  /** Ends main, once the engine has ended. */
  readonly closed: () => Promise<void>
}

export function createSealedClient({ bridge, engine, closed }: SealedClientDeps): SealedClient {
  const listeners = new Set<(answer: ChatAnswer) => void>()
  const tell = (answer: ChatAnswer): void => {
    // oxlint-disable-next-line unicorn/no-useless-spread -- a copy: a listener may add or remove listeners
    for (const listener of [...listeners]) listener(answer)
  }
  const list = followSealedList(engine, tell)
  const keys = followKeys(bridge, engine)
  const connection = createCell(connectionOf(engine.connection.read()))
  const stopConnection = engine.connection.listen(() =>
    connection.write(connectionOf(engine.connection.read())),
  )
  const { rooms, join } = createRooms(bridge, engine, { tell, isNew: list.isNew })
  const { self, directory, members, presence, setPresence, search, notices } = engine
  return {
    self,
    directory,
    members,
    presence,
    setPresence,
    search,
    notices,
    connection,
    status: engine.connection,
    keys: keys.state,
    sealed: list.all,
    join,
    direct: async (workspace, person) => {
      const others = person === self ? [] : [person]
      const begun = await bridge.call('sealed.begin', { workspace, others, group: false })
      if (!begun.ok) return begun
      return ok(await whenJoined(engine, () => join(begun.value)))
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    trust: {
      safetyNumber: (user) => bridge.call('trust.number', { user }),
      verify: (user, digits) => bridge.call('trust.verify', { user, digits }),
      acceptKey: (user) => bridge.call('trust.acceptKey', { user }),
    },
    main: bridge,
    close: once(async () => {
      for (const stop of [stopConnection, list.stop, keys.stop]) stop()
      for (const room of rooms.values()) room.leave()
      connection.write('stopped')
      await engine.close()
      await closed()
    }),
  }
}

/** Whoever asks again waits for the first. */
function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= run())
}

const connectionOf = ({ kind }: ConnectionState) => (kind === 'signed-out' ? 'stopped' : kind)

interface Rooms {
  readonly rooms: ReadonlyMap<string, SealedRoom>
  readonly join: SealedClient['join']
}

function createRooms(
  bridge: PageBridge,
  engine: Engine,
  about: { readonly tell: (answer: ChatAnswer) => void; readonly isNew: (room: string) => boolean },
): Rooms {
  const rooms = new Map<string, SealedRoom>()
  const workspaceOf = (room: string): WorkspaceId | undefined =>
    engine.directory
      .read()
      .workspaces.find(({ channels, directs, documents }) =>
        [...channels, ...directs, ...documents.map(({ conversation }) => ({ id: conversation }))].some(
          ({ id }) => id === room,
        ),
      )?.id
  const join = (room: string): SealedRoom | undefined => {
    const known = rooms.get(room)
    if (known !== undefined || !isIdText(room)) return known
    const id = conversationId(room)
    const conversation = engine.open(id)
    if (conversation === undefined) return undefined
    const workspace = workspaceOf(room)
    const nameOf = (user: UserId): string | undefined =>
      workspace === undefined ? undefined : engine.member(workspace, user)?.username
    const { tell, isNew } = about
    const left = (): void => void rooms.delete(room)
    const made = createSealedRoom({ id, conversation, bridge, nameOf, isNew: isNew(room), tell, left })
    rooms.set(room, made)
    return made
  }
  return { rooms, join }
}

/** Main has told of it by then, or is about to. */
function whenJoined({ directory }: Engine, join: () => SealedRoom | undefined): Promise<SealedRoom> {
  return new Promise((resolve) => {
    const look = (): void => {
      const room = join()
      if (room === undefined) return
      stop()
      resolve(room)
    }
    const stop = directory.listen(look)
    look()
  })
}

interface SealedList {
  readonly all: Readable<ReadonlyArray<Direct>>
  /** It was not there when the client began. */
  readonly isNew: (room: string) => boolean
  readonly stop: () => void
}

function followSealedList({ directory }: Engine, tell: (answer: ChatAnswer) => void): SealedList {
  const all: Cell<ReadonlyArray<Direct>> = createCell<ReadonlyArray<Direct>>([])
  let first: ReadonlySet<string> | undefined
  const look = (): void => {
    const { loaded, workspaces } = directory.read()
    const before = new Set<string>(all.read().map(({ id }) => id))
    all.write(workspaces.flatMap(({ directs }) => directs))
    if (first === undefined) {
      if (loaded) first = new Set<string>(all.read().map(({ id }) => id))
      return
    }
    for (const { id, name } of all.read()) {
      if (!before.has(id)) tell({ type: 'conversation:new', roomId: id, name, topic: '' })
    }
  }
  look()
  return { all, isNew: (room) => first?.has(room) === false, stop: directory.listen(look) }
}

/** Asked whenever it may be another; that puts up the keys of an account that has none. */
function followKeys(bridge: PageBridge, { connection }: Engine) {
  const state: Cell<KeysState> = createCell<KeysState>('unknown')
  const ask = (): void => void bridge.call('keys.state', {}).then(state.write, () => undefined)
  const stops = [
    bridge.listen('linking.changed', ask),
    connection.listen(() => {
      if (state.read() === 'unknown' && connection.read().kind === 'online') ask()
    }),
  ]
  ask()
  return {
    state,
    stop: (): void => {
      for (const stop of stops) stop()
    },
  }
}
