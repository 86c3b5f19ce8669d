import { fail, ok, type Result } from '../../core/base/result.ts'
import type { OutboxContents } from '../../core/storage/outbox.ts'
import {
  mendRecords,
  readRecords,
  type RecordFileDeps,
  type RecordFileFailure,
  recordFileFailure,
  rewriteRecords,
} from '../records/record-file.ts'
import { type Contents, createContents } from './contents.ts'
import { journalFormat, type JournalRecord } from './record.ts'

export interface Loaded {
  readonly contents: Contents
  readonly length: number
}

/** Reads the journal and mends it where it must: what could not be read is cut off, or kept aside as a copy. */
export async function loadJournal(deps: RecordFileDeps): Promise<Result<Loaded, RecordFileFailure>> {
  try {
    const scan = await readRecords(deps, journalFormat)
    if (scan === undefined) return fail({ kind: 'failed', detail: 'written by a later version' })
    const contents = createContents()
    scan.records.forEach(contents.apply)
    const length = await mendRecords(deps, journalFormat, scan, recordsOf(contents.read()))
    return ok({ contents, length })
  } catch (error) {
    return fail(recordFileFailure(error))
  }
}

/** Puts a journal in place that holds `contents` and nothing else; its length. Rejects with the system's error. */
export const rewriteJournal = (deps: RecordFileDeps, contents: OutboxContents): Promise<number> =>
  rewriteRecords(deps, journalFormat, recordsOf(contents))

/** One record an entry: damage to one then costs no other. */
function* recordsOf(contents: OutboxContents): Generator<JournalRecord> {
  if (contents.counters.length > 0) yield { kind: 'counters', counters: contents.counters }
  for (const entry of contents.pending) yield { kind: 'append', entries: [entry] }
}
