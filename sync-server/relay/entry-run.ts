import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { batchBytes } from '../../core/protocol/limits.ts'
import { encodeRelayFrame } from '../../core/protocol/relay-frame-codec.ts'

/** Consecutive entries of one log, encoded once for all who get them. */
export interface EntryRun {
  readonly conversation: ConversationId
  readonly entries: ReadonlyArray<LoggedEntry>
  readonly frame: () => Uint8Array
}

export function createRun(conversation: ConversationId, entries: ReadonlyArray<LoggedEntry>): EntryRun {
  let frame: Uint8Array | undefined
  return {
    conversation,
    entries,
    frame: () => (frame ??= encodeRelayFrame({ kind: 'entries', conversation, entries })),
  }
}

/** Splits so that each run stays under `batchBytes`, or is one entry. */
export function createRuns(
  conversation: ConversationId,
  entries: ReadonlyArray<LoggedEntry>,
): ReadonlyArray<EntryRun> {
  const runs: Array<EntryRun> = []
  let from = 0
  let bytes = 0
  for (const [index, entry] of entries.entries()) {
    if (index > from && bytes + entry.bytes.length > batchBytes) {
      runs.push(createRun(conversation, entries.slice(from, index)))
      from = index
      bytes = 0
    }
    bytes += entry.bytes.length
  }
  if (from < entries.length) runs.push(createRun(conversation, entries.slice(from)))
  return runs
}
