import { stat } from 'node:fs/promises'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { Outbox, OutboxFailure, PendingEntry } from '../../core/storage/outbox.ts'
import { stageRecord } from './contents.ts'
import { encodeFrame } from '../records/frame.ts'
import { type RecordFileDeps, recordFileFailure } from '../records/record-file.ts'
import { openTail } from '../records/tail.ts'
import { type Loaded, loadJournal, rewriteJournal } from './journal-file.ts'
import { journalFormat, type JournalRecord } from './record.ts'

export interface Journal extends Outbox {
  /** After what is under way. From then on every call fails with `locked`. */
  readonly close: () => Promise<void>
}

type Outcome = Result<void, OutboxFailure>
interface Job {
  readonly record: JournalRecord
  readonly settle: (outcome: Outcome) => void
}

/**
 * The outbox as an append-only encrypted file. Appends that arrive while the disk is busy share the next write and its
 * sync. A removal is written without waiting for the disk: after a power cut the entry is sent again, which harms nobody.
 */
export function createJournal(deps: RecordFileDeps): Journal {
  const jobs: Job[] = []
  let loading: Promise<Result<OpenJournal, OutboxFailure>> | undefined
  let draining: Promise<void> | undefined
  let closed = false

  const load = async (): Promise<Result<OpenJournal, OutboxFailure>> => {
    loading ??= openJournal(deps)
    const loaded = await loading
    if (!loaded.ok) loading = undefined // the next call tries again
    return loaded
  }

  const drain = async (): Promise<void> => {
    try {
      while (jobs.length > 0) {
        const loaded = await load()
        const batch = jobs.splice(0)
        if (loaded.ok) await loaded.value.commit(batch)
        else for (const job of batch) job.settle(loaded)
      }
    } finally {
      draining = undefined
    }
  }
  const submit = (record: JournalRecord): Promise<Outcome> => {
    if (closed) return Promise.resolve(fail({ kind: 'locked' }))
    return new Promise((settle) => {
      jobs.push({ record, settle })
      draining ??= drain()
    })
  }

  return {
    open: async () => {
      if (closed) return fail({ kind: 'locked' })
      const loaded = await load()
      return loaded.ok ? ok(loaded.value.read()) : loaded
    },
    // Copies: what lies here unwritten, or in memory later, is not the caller's to change.
    append: (entries) => submit({ kind: 'append', entries: copyOf(entries) }),
    remove: (entries) => submit({ kind: 'remove', entries }),
    replace: (conversation, { entries, nextCounter }) =>
      submit({ kind: 'replace', conversation, nextCounter, entries: copyOf(entries) }),
    close: async () => {
      closed = true
      await draining
      const loaded = await loading
      if (loaded?.ok === true) await loaded.value.close()
    },
  }
}

const copyOf = (entries: ReadonlyArray<PendingEntry>): ReadonlyArray<PendingEntry> =>
  entries.map((entry) => ({ ...entry, bytes: Uint8Array.from(entry.bytes) }))

interface OpenJournal {
  readonly read: Loaded['contents']['read']
  /** Settles every job. Never rejects. */
  readonly commit: (jobs: ReadonlyArray<Job>) => Promise<void>
  readonly close: () => Promise<void>
}

async function openJournal(deps: RecordFileDeps): Promise<Result<OpenJournal, OutboxFailure>> {
  const loaded = await loadJournal(deps)
  if (!loaded.ok) return loaded
  const { contents } = loaded.value
  const file = openTail(deps, loaded.value.length)
  let compactFrom = deps.compactFrom

  const compactIfWorthIt = async (): Promise<void> => {
    if (file.length() < compactFrom || contents.liveBytes() > file.length() / 4) return
    try {
      await file.close() // a system that does not rename over an open file must find it closed
      file.setLength(await rewriteJournal(deps, contents.read()))
    } catch {
      // No room for a second file, most likely: one of the two is in place, whole, and serves on.
      const found = await stat(deps.file).catch(() => undefined)
      if (found !== undefined) file.setLength(found.size)
      compactFrom = file.length() * 2
    }
  }

  return ok({
    read: contents.read,
    commit: async (jobs) => {
      const { accepted, bytes, sync } = stage(deps, contents, file.length(), jobs)
      if (accepted.length === 0) return
      try {
        await file.write(bytes, sync)
      } catch (error) {
        await file.mend().catch(() => undefined) // the next write, or closing, tries again
        const failure = recordFileFailure(error)
        for (const job of accepted) job.settle(fail(failure))
        return
      }
      for (const job of accepted) contents.apply(job.record)
      for (const job of accepted) job.settle(ok(undefined))
      await compactIfWorthIt()
    },
    close: async () => {
      await file.mend().catch(() => undefined)
      await file.close()
    },
  })
}

interface Staged {
  readonly accepted: ReadonlyArray<Job>
  readonly bytes: Uint8Array
  readonly sync: boolean
}

/** Refuses what has a wrong counter, at once; makes the bytes of the rest. */
function stage(
  deps: RecordFileDeps,
  contents: Loaded['contents'],
  from: number,
  jobs: ReadonlyArray<Job>,
): Staged {
  const staged = new Map<ConversationId, number>()
  const accepted: Job[] = []
  const frames: Uint8Array[] = []
  let at = from
  for (const job of jobs) {
    const failure = stageRecord(contents, staged, job.record)
    if (failure !== undefined) {
      job.settle(fail(failure))
      continue
    }
    const frame = encodeFrame(journalFormat, deps.key, job.record, at, deps.random)
    frames.push(frame)
    at += frame.length
    accepted.push(job)
  }
  const sync = accepted.some(({ record }) => record.kind === 'append' || record.kind === 'replace')
  return { accepted, bytes: Buffer.concat(frames), sync }
}
