/** Rooms over connections that the test holds in its hands: real rules, real SQLite in memory, virtual time. */
import { onTestFinished } from 'vitest'
import * as Y from 'yjs'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { fail, ok } from '../../core/base/result.ts'
import {
  conversationId,
  deviceId,
  documentId,
  randomId,
  userId,
  workspaceId,
  type DeviceId,
  type DocumentId,
  type UserId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import { createThrottle } from '../../sync-server/identity/throttle.ts'
import {
  readMessage,
  type RoomMessage,
  writeAwareness,
  writeUpdateMessage,
} from '../../sync-server/rooms/messages.ts'
import { createTallies } from '../../sync-server/metrics/tallies.ts'
import { createRooms, type RoomEvents, type Rooms } from '../../sync-server/rooms/rooms.ts'
import { openMemoryStore } from './memory-store.ts'
import type { DocumentRow } from '../../sync-server/store/document-store.ts'
import { type Store, StoreTrouble } from '../../sync-server/store/store.ts'
import { createSeededRandom } from './seeded-random.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

export const about = (n: string): Pick<DocumentRow, 'conversation' | 'title' | 'created'> => ({
  conversation: conversationId(n.repeat(32)),
  title: n,
  created: millis(0),
})
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
/** Lets everything happen that can happen without time passing. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

export interface RoomSocket {
  readonly events: RoomEvents
  readonly messages: Array<RoomMessage>
  code: number | undefined
  isCut: boolean
  isReading: boolean
  buffered: number
  pings: number
}

interface Person {
  readonly user: UserId
  readonly device: DeviceId
}

export interface RoomsWorld {
  readonly clock: VirtualClock
  readonly rooms: Rooms
  readonly ada: Person
  readonly bob: Person
  readonly enter: (who: { readonly device: string }, into?: DocumentId) => Promise<RoomSocket>
  readonly workspace: WorkspaceId
  readonly store: Store
  readonly document: DocumentId
  /** From now on nobody finds them in a workspace. */
  readonly expel: (user: UserId) => void
  /** From now on documents cannot be stored, or again. */
  readonly setFull: (full: boolean) => void
}

export async function setupDocument(rate = { perMinute: 100_000, burst: 100_000 }): Promise<RoomsWorld> {
  const clock = createVirtualClock()
  const random = createSeededRandom(5)
  const store = openMemoryStore(random)
  onTestFinished(() => store.close())
  const workspace = randomId(workspaceId, random)
  const document = randomId(documentId, random)
  const expelled = new Set<UserId>()
  let isFull = false
  const addPerson = async (username: string) => {
    const person = { user: randomId(userId, random), device: randomId(deviceId, random) }
    const account = {
      user: person.user,
      username,
      displayName: username,
      passwordHash: '',
      created: clock.now(),
    }
    orThrow(await store.accounts.createAccount(account))
    orThrow(await store.accounts.saveDevice({ ...person, name: 'laptop', now: clock.now() }))
    return person
  }
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')]
  orThrow(
    await store.directory.createWorkspace({ id: workspace, name: 'Quay', owner: ada.user, channels: [] }),
  )
  orThrow(await store.directory.join(workspace, bob.user, 'member'))
  orThrow(await store.documents.create({ id: document, workspace, createdBy: ada.user, ...about('7') }))
  const people = new Map([ada, bob].map((person) => [`${person.device}`, person]))
  const rooms = createRooms({
    store: {
      ...store,
      directory: {
        ...store.directory,
        audiencesOf: async (user) => (expelled.has(user) ? [] : store.directory.audiencesOf(user)),
      },
      documents: {
        ...store.documents,
        append: (updates) =>
          isFull ? Promise.reject(new StoreTrouble('full', undefined)) : store.documents.append(updates),
      },
    },
    clock,
    log: silent,
    tallies: createTallies(clock.now),
    authenticate: async (token) => {
      const person = people.get(token)
      return person === undefined
        ? fail({ kind: 'refused' })
        : ok({ ...person, expires: millis(clock.now() + 900_000) })
    },
    append: () => {},
    updates: createThrottle(rate.perMinute, clock, rate.burst),
    soon: (run) => void setImmediate(run),
    entrances: createThrottle(1_000, clock),
    guesses: createThrottle(1_000, clock),
    limits: { sockets: 3, bytes: 50_000 },
  })
  const enter = async (who: { readonly device: string }, into = document): Promise<RoomSocket> => {
    const ticket = orThrow(
      await rooms.admit({
        target: { kind: 'document', document: into },
        token: who.device,
        from: '192.0.2.7',
      }),
    )
    const state: Omit<RoomSocket, 'events'> = {
      messages: [],
      code: undefined,
      isCut: false,
      isReading: true,
      buffered: 0,
      pings: 0,
    }
    const socket: RoomSocket = Object.assign(state, {
      events: ticket.enter({
        send: (bytes) => {
          const message = readMessage(bytes)
          if (message === undefined) throw new Error('the relay sent what nobody can read')
          state.messages.push(message)
        },
        buffered: () => state.buffered,
        flushed: async () => {},
        ping: () => void state.pings++,
        setReading: (isReading) => void (state.isReading = isReading),
        close: (code) => {
          state.code = code
          socket.events.closed()
        },
        cut: () => void (state.isCut = true),
      }),
    })
    await settle()
    return socket
  }
  return {
    clock,
    rooms,
    ada,
    bob,
    enter,
    workspace,
    store,
    document,
    expel: (user: UserId) => void expelled.add(user),
    setFull: (full: boolean) => void (isFull = full),
  }
}

export const writing = (text: string): Uint8Array => {
  const doc = new Y.Doc()
  doc.getText('body').insert(0, text)
  return writeUpdateMessage(Y.encodeStateAsUpdate(doc))
}
export const shows = ({ messages }: RoomSocket): Extract<RoomMessage, { kind: 'awareness' }>['entries'] =>
  messages.flatMap((each) => (each.kind === 'awareness' ? each.entries : []))
export const updatesOf = ({ messages }: RoomSocket): ReadonlyArray<RoomMessage> =>
  messages.filter(({ kind }) => kind === 'update')
export const state = (client: number, clock: number, value: unknown): Uint8Array =>
  writeAwareness([{ client, clock, state: JSON.stringify(value) }])
