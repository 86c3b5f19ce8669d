/**
 * How far this device has verified each sealed log, kept in the keyring. Keys are durable before anybody uses them; how far the
 * log was read follows a little later, for it can be read again, and not before every signature in it was checked.
 */
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import {
  type ConversationId,
  conversationId,
  type EpochId,
  epochId,
  isIdText,
  type UserId,
} from '../../core/protocol/ids.ts'
import type { Keyring, KeyringFailure } from '../keyring/keyring.ts'
import type { KeyringChange } from '../keyring/keyring-record.ts'
import { createHeadWindow, type HeadWindow } from './head-window.ts'
import {
  decodeEpochRecord,
  decodeLogRecord,
  emptyRecord,
  encodeEpochRecord,
  encodeLogRecord,
  epochKey,
  epochKeys,
  type EpochRecord,
  headsKey,
  logKey,
  logKeys,
  type LogRecord,
} from './sealed-records.ts'

export interface KeptLog {
  record: LogRecord
  readonly heads: HeadWindow
  /** What was met since the program began and need not outlive it. */
  readonly met: MetInLog
}

interface MetInLog {
  /** The relay's times of the last places that were verified. */
  readonly times: Map<number, Millis>
  /** The furthest place that was handed over, and the furthest whose key is still to come. */
  told: number
  lacksKey: number
  /** Whose contradicting lists keep the log from being read on. */
  blockedBy: UserId | undefined
  /** Of entries that were taken on the word of a later one. While there are any, the log is not written. */
  readonly owed: Array<OwedSignature>
  /** One of those was not good: nothing is taken on such a word any more. */
  readonly isDoubted: boolean
}

/** A signature that is still to be checked. */
export interface OwedSignature {
  readonly sign: Uint8Array
  readonly header: Uint8Array
  readonly signature: Uint8Array
}

export interface LogKeeper {
  /** Changed in place by whoever has its turn; told with `changed`. */
  readonly log: (conversation: ConversationId) => KeptLog
  readonly changed: (conversation: ConversationId) => void
  readonly epoch: (conversation: ConversationId, epoch: EpochId) => EpochRecord | undefined
  /** Durable once resolved. */
  readonly keepEpoch: (
    conversation: ConversationId,
    epoch: EpochId,
    record: EpochRecord,
  ) => Promise<Result<void, KeyringFailure>>
  /** All epochs of a conversation that this device has read of. */
  readonly epochs: (
    conversation: ConversationId,
  ) => ReadonlyArray<{ readonly id: EpochId; readonly record: EpochRecord }>
  /** Forgets how far the log was read: all of it is verified and opened once more. */
  readonly restart: (conversation: ConversationId, how?: { readonly isDoubted: boolean }) => void
  readonly known: () => ReadonlyArray<ConversationId>
  /** Writes what has not been written. */
  readonly flush: () => Promise<void>
}

const nothingMet = (isDoubted: boolean): MetInLog => ({
  times: new Map(),
  told: 0,
  lacksKey: 0,
  blockedBy: undefined,
  owed: [],
  isDoubted,
})

/** What comes in a burst is one write. */
const delayMs = 250

export function createLogKeeper(keyring: Keyring, clock: Pick<Clock, 'after'>): LogKeeper {
  const logs = new Map<ConversationId, KeptLog>()
  const dirty = new Set<ConversationId>()
  let cancel: (() => void) | undefined

  const changed: LogKeeper['changed'] = (conversation) => {
    dirty.add(conversation)
    cancel ??= clock.after(millis(delayMs), () => void flush())
  }
  const load = (conversation: ConversationId): KeptLog => {
    const bytes = keyring.get(logKey(conversation))
    const record = (bytes && decodeLogRecord(bytes)) ?? emptyRecord(conversation)
    const stored = (block: number): Uint8Array | undefined => keyring.get(headsKey(conversation, block))
    return { record, heads: createHeadWindow(stored, record.log.seq), met: nothingMet(false) }
  }
  const flush = async (): Promise<void> => {
    cancel?.()
    cancel = undefined
    const changes: Array<KeyringChange> = []
    for (const conversation of dirty) {
      const kept = logs.get(conversation)
      if (kept === undefined || kept.met.owed.length > 0) continue
      changes.push({ key: logKey(conversation), value: encodeLogRecord(kept.record) })
      for (const { block, heads } of kept.heads.changed()) {
        changes.push({ key: headsKey(conversation, block), value: heads })
      }
    }
    dirty.clear()
    if (changes.length > 0) await keyring.write(changes) // a keyring that cannot be written: the log is read again
  }
  return {
    log: (conversation) => {
      const kept = logs.get(conversation) ?? load(conversation)
      logs.set(conversation, kept)
      return kept
    },
    changed,
    ...createEpochs(keyring),
    restart: (conversation, how) => {
      const isDoubted = how?.isDoubted ?? logs.get(conversation)?.met.isDoubted ?? false
      logs.set(conversation, {
        record: emptyRecord(conversation),
        heads: createHeadWindow(() => undefined, 0),
        met: nothingMet(isDoubted),
      })
      changed(conversation)
    },
    known: () =>
      [
        ...new Set([...keyring.keys(logKeys).map((key) => key.slice(logKeys.length)), ...logs.keys()]),
      ].flatMap((id) => (isIdText(id) ? [conversationId(id)] : [])),
    flush,
  }
}

function createEpochs(keyring: Keyring): Pick<LogKeeper, 'epoch' | 'epochs' | 'keepEpoch'> {
  const read = new Map<string, EpochRecord>()
  const epoch: LogKeeper['epoch'] = (conversation, id) => {
    const key = epochKey(conversation, id)
    const bytes = read.has(key) ? undefined : keyring.get(key)
    const record = read.get(key) ?? (bytes && decodeEpochRecord(bytes))
    if (record !== undefined) read.set(key, record)
    return record
  }
  return {
    epoch,
    epochs: (conversation) => {
      const prefix = epochKeys(conversation)
      return keyring.keys(prefix).flatMap((key) => {
        const text = key.slice(prefix.length)
        const id = isIdText(text) ? epochId(text) : undefined
        const record = id && epoch(conversation, id)
        return id === undefined || record === undefined ? [] : [{ id, record }]
      })
    },
    keepEpoch: async (conversation, id, record) => {
      const key = epochKey(conversation, id)
      const written = await keyring.write([{ key, value: encodeEpochRecord(record) }])
      if (written.ok) read.set(key, record)
      return written
    },
  }
}
