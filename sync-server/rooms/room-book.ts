/** The rooms in use, by what they are of. */
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { Clock } from '../../core/base/clock.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { Logger } from '../logger.ts'
import type { AppendRequest, Commit } from '../relay/append.ts'
import type { Store } from '../store/store.ts'
import { createDocumentContent } from './document-content.ts'
import { createDocumentLog } from './document-log.ts'
import { createLines } from './lines.ts'
import { createRoom, type Room } from './room.ts'
import { type RoomTarget, roomKey, segmentKey } from './room-target.ts'
import { createSegmentContent, type SegmentContent } from './segment-content.ts'

export interface RoomBookDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly append: (request: AppendRequest) => void
  /** Updates of one user, in all rooms. */
  readonly updates: Pick<Throttle, 'take'>
  /** Runs after the input that is ready now has been read. */
  readonly soon: (run: () => void) => void
}

export interface RoomBook {
  /** The room in use, or a new one. */
  readonly open: (target: RoomTarget) => Room
  /** Lets go of the room once nobody is in it and all is stored. */
  readonly release: (target: RoomTarget, room: Room) => Promise<void>
  readonly isOpen: (target: RoomTarget) => boolean
  /** Bytes that all rooms hold together. */
  readonly bytes: () => number
  readonly committed: (commits: ReadonlyArray<Commit>) => void
  readonly count: () => number
}

interface OpenRoom {
  readonly room: Room
  readonly segment: SegmentContent | undefined
}

export function createRoomBook(deps: RoomBookDeps): RoomBook {
  const rooms = new Map<string, OpenRoom>()
  const forget = (key: string, room: Room): void => {
    if (rooms.get(key)?.room === room) rooms.delete(key)
  }
  const make = createMaker(deps, forget)
  return {
    open: (target) => {
      const key = roomKey(target)
      const opened = rooms.get(key) ?? make(target, key)
      rooms.set(key, opened)
      return opened.room
    },
    release: async (target, room) => {
      await room.idle()
      if (!room.isEmpty()) return
      forget(roomKey(target), room)
      room.close()
    },
    isOpen: (target) => rooms.has(roomKey(target)),
    bytes: () =>
      Array.from(rooms.values(), ({ room }) => room.bytes()).reduce((sum, bytes) => sum + bytes, 0),
    committed: (commits) => {
      if (rooms.size === 0) return
      for (const { conversation, entries } of commits) {
        for (const { logged, request } of entries) {
          const entry = decodeEntry(logged.bytes)
          if (!entry.ok || entry.value.kind !== 'content') continue
          const room = rooms.get(segmentKey(conversation, entry.value.segment))
          room?.segment?.committed(logged, entry.value.update, request.author)
        }
      }
    },
    count: () => rooms.size,
  }
}

function createMaker(
  deps: RoomBookDeps,
  forget: (key: string, room: Room) => void,
): (target: RoomTarget, key: string) => OpenRoom {
  const forSegments = { ...deps, lines: createLines() }
  const { documents } = deps.store
  const forDocuments = { ...deps, documents, documentLog: createDocumentLog(documents, deps.soon) }
  return (target, key) => {
    const dissolved = (room: Room): void => forget(key, room)
    if (target.kind === 'document') {
      const { room } = createRoom(
        deps,
        (voice) => createDocumentContent(forDocuments, target.document, voice),
        dissolved,
      )
      return { room, segment: undefined }
    }
    const { room, content } = createRoom(
      deps,
      (voice) => createSegmentContent(forSegments, target, voice),
      dissolved,
    )
    return { room, segment: content }
  }
}
