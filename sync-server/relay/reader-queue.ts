/**
 * What one socket reads of the logs, in order. While the relay is still reading how far the logs reach (`hold`), what is
 * committed meanwhile waits here; `release` then passes on only what came after, so that the reader sees each entry once
 * and no gap.
 */
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { Connection } from './connection.ts'
import { createRun, type EntryRun } from './entry-run.ts'

/** More than this unread and the reader is sent away: one slow reader must not fill the relay's memory (LV3). @internal */
export const maxUnreadBytes = 8 * 1024 * 1024

export interface ReaderQueue {
  /** Live entries. */
  readonly deliver: (run: EntryRun) => void
  /** A frame that must keep its place among the entries (an ack). */
  readonly inOrder: (frame: Uint8Array) => void
  /** A frame that goes out at once. */
  readonly send: (frame: Uint8Array) => void
  /** May be called again while it holds; the last `release` lets go. */
  readonly hold: () => void
  /** `known`: the seq up to which the reader has been told of a log since the hold. */
  readonly release: (known: ReadonlyMap<ConversationId, number>) => void
}

export function createReaderQueue(connection: Connection, tooSlow: () => void): ReaderQueue {
  let holds = 0
  let held: Array<EntryRun | Uint8Array> = []
  let heldBytes = 0
  const told = new Map<ConversationId, number>()

  const send = (frame: Uint8Array): void => {
    connection.send(frame)
    if (connection.buffered() + heldBytes > maxUnreadBytes) tooSlow()
  }
  const put = (item: EntryRun | Uint8Array): void => {
    const frame = item instanceof Uint8Array ? item : item.frame()
    if (holds === 0) return send(frame)
    held.push(item)
    heldBytes += frame.length
    if (heldBytes > maxUnreadBytes) tooSlow()
  }
  return {
    deliver: put,
    inOrder: put,
    send,
    hold: () => {
      holds++
    },
    release: (known) => {
      for (const [conversation, seq] of known) told.set(conversation, seq)
      if (--holds > 0) return
      const items = held
      held = []
      heldBytes = 0
      for (const item of items) {
        const frame = item instanceof Uint8Array ? item : after(item, told.get(item.conversation) ?? 0)
        if (frame !== undefined) send(frame)
      }
      told.clear()
    },
  }
}

/** The frame of those entries in `run` that come after `seq`; undefined if there is none. */
function after(run: EntryRun, seq: number): Uint8Array | undefined {
  const isNew = (entry: LoggedEntry): boolean => entry.seq > seq
  if (run.entries.every(isNew)) return run.frame()
  const entries = run.entries.filter(isNew)
  return entries.length === 0 ? undefined : createRun(run.conversation, entries).frame()
}
