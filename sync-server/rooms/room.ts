/** What all rooms have in common: sockets that come and go, messages in their order, awareness. What is shared is behind `RoomContent`. */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { Throttle } from '../identity/throttle.ts'
import { createRoomAwareness, type RoomAwareness } from './awareness.ts'
import type { Member } from './member.ts'
import { readMessage, type RoomMessage, type StateVector, writeStep1 } from './messages.ts'

export interface RoomContent {
  /** Resolves once the content is here. Rejects with `StoreTrouble`, and may be tried again. */
  readonly load: () => Promise<void>
  /** What the room has, as Yjs encodes it. */
  readonly vector: () => Uint8Array
  /** Sends what is missing at `vector`, the last of it as step 2. */
  readonly answer: (member: Member, vector: StateVector) => Promise<void>
  /** Takes an update in, or ends the socket. */
  readonly write: (member: Member, update: Uint8Array) => Promise<void>
  readonly left: (member: Member) => void
  /** Resolves when all that was written is stored. */
  readonly idle: () => Promise<void>
  /** Bytes held in memory. */
  readonly bytes: () => number
  readonly close: () => void
}

/** How content reaches everybody. */
export interface RoomVoice {
  readonly broadcast: (message: Uint8Array, except: (member: Member) => boolean) => void
  /** Ends all sockets and the room: whoever comes back finds a fresh one. */
  readonly dissolve: (reason: 'unavailable' | 'too-large') => void
}

export interface Room {
  readonly enter: (member: Member) => void
  readonly receive: (member: Member, bytes: Uint8Array) => void
  readonly leave: (member: Member) => void
  readonly isEmpty: () => boolean
  readonly idle: () => Promise<void>
  readonly bytes: () => number
  readonly close: () => void
}

/** No socket that is closed meanwhile is waited for any longer. */
const lookAgainMs = 1_000

export interface RoomDeps {
  readonly clock: Clock
  /** Updates of one user, in all rooms. */
  readonly updates: Pick<Throttle, 'take'>
}

export function createRoom<Content extends RoomContent>(
  { clock, updates }: RoomDeps,
  createContent: (voice: RoomVoice) => Content,
  dissolved: (room: Room) => void,
): { readonly room: Room; readonly content: Content } {
  const members = new Set<Member>()
  const broadcast: RoomVoice['broadcast'] = (message, except) => {
    for (const member of members) if (!except(member)) member.send(message)
  }
  const awareness = createRoomAwareness(clock, (message) => broadcast(message, () => false))
  const content = createContent({
    broadcast,
    dissolve: (reason) => {
      dissolved(room)
      for (const member of members) member.end(reason)
    },
  })
  const sendEverybody = (member: Member): void => {
    const message = awareness.everybody()
    if (message !== undefined) member.send(message)
  }
  /** Whoever writes too fast waits. What was sent before a socket closed is let through: it may never come again. */
  const inTurn = async ({ grant, isOpen }: Member): Promise<void> => {
    while (updates.take(grant.user).retryAfter > 0 && isOpen()) {
      await new Promise<void>((resolve) => void clock.after(millis(lookAgainMs), resolve))
    }
  }
  const room: Room = {
    enter: (member) => {
      members.add(member)
      member.enqueue(async () => {
        await content.load()
        member.send(writeStep1(content.vector()))
        sendEverybody(member)
      })
    },
    receive: (member, bytes) => {
      const message = readMessage(bytes)
      if (message === undefined) member.end('protocol-error', 'no message of y-websocket')
      else if (message.kind === 'query') member.enqueue(async () => sendEverybody(member))
      else take(message, member, { content, awareness, inTurn })
    },
    leave: (member) => {
      members.delete(member)
      awareness.leave(member)
      content.left(member)
    },
    isEmpty: () => members.size === 0,
    idle: content.idle,
    bytes: content.bytes,
    close: () => {
      awareness.close()
      content.close()
    },
  }
  return { room, content }
}

function take(
  message: Exclude<RoomMessage, { readonly kind: 'query' }>,
  member: Member,
  {
    content,
    awareness,
    inTurn,
  }: {
    readonly content: RoomContent
    readonly awareness: RoomAwareness
    readonly inTurn: (member: Member) => Promise<void>
  },
): void {
  switch (message.kind) {
    case 'awareness':
      return awareness.receive(member, message.entries)
    case 'step-1':
      return member.enqueue(() => content.answer(member, message.vector))
    case 'update':
      return member.enqueue(async () => {
        await inTurn(member)
        await content.write(member, message.update)
      })
  }
}
