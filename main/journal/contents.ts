import type { ConversationId } from '../../core/protocol/ids.ts'
import {
  misfit,
  type OutboxContents,
  type OutboxFailure,
  type PendingEntry,
} from '../../core/storage/outbox.ts'
import type { EntryKey, JournalRecord } from './record.ts'

/** What a journal's records amount to. */
export interface Contents {
  readonly apply: (record: JournalRecord) => void
  readonly read: () => OutboxContents
  readonly nextCounter: (conversation: ConversationId) => number
  /** Roughly what the pending entries would take in a journal that holds nothing else. */
  readonly liveBytes: () => number
}

const bytesAround = 64

export function createContents(): Contents {
  const pending = new Map<string, PendingEntry>() // keeps the order of appending
  const counters = new Map<ConversationId, number>()
  let liveBytes = 0

  const drop = (key: EntryKey): void => {
    const name = nameOf(key)
    const entry = pending.get(name)
    if (entry === undefined) return
    pending.delete(name)
    liveBytes -= entry.bytes.length + bytesAround
  }
  const raise = (conversation: ConversationId, next: number): void => {
    counters.set(conversation, Math.max(next, counters.get(conversation) ?? 0))
  }
  const keep = (entry: PendingEntry): void => {
    drop(entry)
    pending.set(nameOf(entry), entry)
    liveBytes += entry.bytes.length + bytesAround
    raise(entry.conversation, entry.counter + 1)
  }

  return {
    apply: (record) => {
      switch (record.kind) {
        case 'append':
          return record.entries.forEach(keep)
        case 'remove':
          return record.entries.forEach(drop)
        case 'counters':
          return record.counters.forEach(([conversation, next]) => raise(conversation, next))
        case 'replace':
          for (const entry of pending.values()) if (entry.conversation === record.conversation) drop(entry)
          record.entries.forEach(keep)
          counters.set(record.conversation, record.nextCounter)
      }
    },
    read: () => ({ pending: [...pending.values()], counters: [...counters] }),
    nextCounter: (conversation) => counters.get(conversation) ?? 0,
    liveBytes: () => liveBytes,
  }
}

const nameOf = (key: EntryKey): string => `${key.conversation} ${key.counter}`

/** The counter check of one record on top of those that wait with it; `staged` takes what it would use. */
export function stageRecord(
  contents: Contents,
  staged: Map<ConversationId, number>,
  record: JournalRecord,
): OutboxFailure | undefined {
  switch (record.kind) {
    case 'append':
      return stageAppend(contents, staged, record.entries)
    case 'replace': {
      const expected = misfit(record.conversation, record)
      if (expected !== undefined) return { kind: 'counter', expected }
      staged.set(record.conversation, record.nextCounter)
      return undefined
    }
    case 'remove':
    case 'counters':
      return undefined
  }
}

function stageAppend(
  contents: Contents,
  staged: Map<ConversationId, number>,
  entries: ReadonlyArray<PendingEntry>,
): OutboxFailure | undefined {
  const own = new Map<ConversationId, number>()
  for (const { conversation, counter } of entries) {
    const expected = own.get(conversation) ?? staged.get(conversation) ?? contents.nextCounter(conversation)
    if (counter !== expected) return { kind: 'counter', expected }
    own.set(conversation, counter + 1)
  }
  for (const [conversation, next] of own) staged.set(conversation, next)
  return undefined
}
