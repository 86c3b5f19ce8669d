/**
 * Reads a sealed log in its order from where it was verified last, so that nothing in it stays believed on sight alone. Rule
 * CS6 in SPEC.md.
 */
import type { ClientFrame, LoggedEntry } from '../../protocol/frame.ts'
import type { WorkFrame } from '../relay-session.ts'
import { isBehind, type SealedRoom } from './sealed-room.ts'
import type { Opened } from '../../bridge/sealing.ts'

type Fetched = Extract<WorkFrame, { readonly kind: 'fetched' }>

export interface VerificationDeps {
  readonly send: (frame: ClientFrame) => boolean
  readonly newRequest: () => number
  readonly open: (
    room: SealedRoom,
    entries: ReadonlyArray<LoggedEntry>,
  ) => Promise<ReadonlyArray<Opened> | undefined>
  readonly breathe: () => Promise<void>
  /** Entries that had been opened on sight fail in their place. */
  readonly failed: (room: SealedRoom, seqs: ReadonlyArray<number>) => void
}

export interface Verification {
  /** Resolves when the log is verified up to what the relay has told of, or the connection is gone. */
  readonly run: (room: SealedRoom) => Promise<void>
  /** False if the frame answers something else. */
  readonly fetched: (frame: Fetched) => Promise<void> | undefined
  readonly refused: (request: number) => boolean
  readonly linkDown: () => void
}

/** Entries asked for at once: what somebody waits for comes between two. */
const chunkEntries = 500

interface Chunk {
  readonly room: SealedRoom
  last: Promise<void>
  readonly done: (isWhole: boolean) => void
}

export function createVerification(deps: VerificationDeps): Verification {
  const chunks = new Map<number, Chunk>()
  const fetchChunk = (room: SealedRoom): Promise<boolean> =>
    new Promise((resolve) => {
      const request = deps.newRequest()
      chunks.set(request, { room, last: Promise.resolve(), done: resolve })
      const after = room.position?.seq ?? 0
      const range = { segment: undefined, after, before: 0, limit: chunkEntries, backwards: false }
      if (deps.send({ kind: 'fetch', request, conversation: room.conversation, ...range })) return
      chunks.delete(request)
      resolve(false)
    })
  const read = async ({ room }: Chunk, entries: ReadonlyArray<LoggedEntry>): Promise<void> => {
    const opened = await deps.open(room, entries)
    const wrong = entries.filter((_, index) => opened?.[index]?.kind === 'skipped').map(({ seq }) => seq)
    if (wrong.length > 0) deps.failed(room, wrong)
    await deps.breathe()
  }
  const readOn = async (room: SealedRoom): Promise<void> => {
    for (let before = -1; isBehind(room) && (room.position?.seq ?? 0) > before;) {
      before = room.position?.seq ?? 0
      if (!(await fetchChunk(room))) return
    }
  }
  return {
    run: (room) => {
      room.verifying ??= readOn(room).finally(() => {
        room.verifying = undefined
      })
      return room.verifying
    },
    fetched: (frame) => {
      const chunk = chunks.get(frame.request)
      if (chunk === undefined) return undefined
      chunk.last = chunk.last.then(() => read(chunk, frame.entries))
      if (!frame.complete) return chunk.last
      chunks.delete(frame.request)
      return chunk.last.then(() => chunk.done(true))
    },
    refused: (request) => {
      const chunk = chunks.get(request)
      chunks.delete(request)
      chunk?.done(false)
      return chunk !== undefined
    },
    linkDown: () => {
      const lost = [...chunks.values()]
      chunks.clear()
      for (const { done } of lost) done(false)
    },
  }
}
