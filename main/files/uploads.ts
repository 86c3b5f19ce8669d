/**
 * Brings files to the relay, one after another, in the order in which they were sent; goes on where it was after a cut, a crash
 * or a restart, for as long as it takes. What was given up is taken from the relay in the same way. A file is done with once it
 * is there and a message that the journal keeps names it: one that is there and that nobody will ever name must not be forgotten.
 */
import { type Clock, millis } from '../../core/base/clock.ts'
import { ok, type Result } from '../../core/base/result.ts'
import type { FileFailure } from '../../core/bridge/files-contract.ts'
import { maxPieceBytes } from '../../core/protocol/files-api.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import type { ApiFailure } from '../sign-in/ask.ts'
import { diskFailure, mayPass, relayFailure } from './failures.ts'
import type { FileFolder } from './file-folder.ts'
import type { FileRecord, FileToPut } from './file-record.ts'
import type { RelayFiles } from './relay-files.ts'

/** Asks the relay, with a token, and once more with a fresh one if it does not take that. */
export type WithToken = <Value>(
  ask: (token: string) => Promise<Result<Value, ApiFailure>>,
) => Promise<Result<Value, FileFailure | ApiFailure>>

export interface UploadsDeps {
  readonly folder: FileFolder
  readonly relay: RelayFiles
  readonly withToken: WithToken
  readonly clock: Clock
  /** The journal keeps a message that names it. */
  readonly isNamed: (id: AttachmentId) => boolean
  /** The record of this file is done with: it lies at the relay, or nowhere any more. Durable once resolved. */
  readonly settled: (id: AttachmentId) => Promise<void>
  readonly changed: () => void
}

export interface Upload {
  readonly record: FileRecord
  done: number
  failure: FileFailure | undefined
  /** It is on the relay, and no message names it yet. */
  isUnnamed: boolean
}

export interface Uploads {
  /** Everything that waits, in order. */
  readonly all: () => ReadonlyMap<AttachmentId, Upload>
  /** Its record is on the disk. */
  readonly add: (id: AttachmentId, record: FileRecord) => void
  /** A message names it now. Once resolved, one that is there already is done with. */
  readonly named: (id: AttachmentId) => Promise<void>
  readonly retry: (id: AttachmentId) => void
  readonly close: () => Promise<void>
}

const firstPauseMs = 1_000
const longestPauseMs = 15_000

interface Core extends UploadsDeps {
  readonly uploads: Map<AttachmentId, Upload>
  closed: boolean
}

export function createUploads(deps: UploadsDeps): Uploads {
  const core: Core = { ...deps, uploads: new Map(), closed: false }
  let pause = firstPauseMs
  let cancelPause: (() => void) | undefined
  let running: Promise<void> | undefined

  const work = async (): Promise<void> => {
    for (let next = firstOpen(core); next !== undefined; next = firstOpen(core)) {
      const [id, upload] = next
      const before = upload.done
      const failure = await bring(core, id, upload)
      if (core.closed) return
      if (failure === undefined || upload.done > before) pause = firstPauseMs
      if (failure !== undefined && mayPass(failure)) {
        cancelPause = deps.clock.after(millis(pause), run)
        pause = Math.min(longestPauseMs, pause * 2)
        return
      }
      if (core.uploads.get(id) === upload) upload.failure = failure
      deps.changed()
    }
  }
  const run = (): void => {
    cancelPause?.()
    cancelPause = undefined
    running ??= work().finally(() => {
      running = undefined
      if (cancelPause === undefined && firstOpen(core) !== undefined) run() // it came while this one ended
    })
  }

  return {
    all: () => core.uploads,
    add: (id, record) => {
      core.uploads.set(id, { record, done: 0, failure: undefined, isUnnamed: false })
      deps.changed()
      if (cancelPause === undefined || record.goal === 'up') run()
    },
    named: async (id) => {
      const upload = core.uploads.get(id)
      if (upload?.isUnnamed !== true) return
      upload.isUnnamed = false
      upload.failure = await settle(core, id, upload)
      deps.changed()
    },
    retry: (id) => {
      const upload = core.uploads.get(id)
      if (upload !== undefined) upload.failure = undefined
      pause = firstPauseMs
      deps.changed()
      run()
    },
    close: async () => {
      core.closed = true
      cancelPause?.()
      await running
    },
  }
}

const firstOpen = ({ uploads, closed }: Core): readonly [AttachmentId, Upload] | undefined =>
  closed ? undefined : [...uploads].find(([, { failure, isUnnamed }]) => failure === undefined && !isUnnamed)

async function bring(core: Core, id: AttachmentId, upload: Upload): Promise<FileFailure | undefined> {
  const { record } = upload
  try {
    const outcome = record.goal === 'up' ? await put(core, id, upload, record) : await takeAway(core, id)
    if (!outcome.ok) return toFailure(outcome.failure)
  } catch (error) {
    return diskFailure(error)
  }
  if (core.closed) return undefined // how far it came is for the next start to find out
  upload.isUnnamed = record.goal === 'up' && !core.isNamed(id)
  return upload.isUnnamed ? undefined : settle(core, id, upload)
}

async function settle(core: Core, id: AttachmentId, upload: Upload): Promise<FileFailure | undefined> {
  if (core.uploads.get(id) !== upload) return undefined // it was given up meanwhile
  try {
    await core.settled(id)
  } catch (error) {
    return diskFailure(error)
  }
  if (core.uploads.get(id) === upload) core.uploads.delete(id)
  return undefined
}

async function takeAway(
  { withToken, relay }: Core,
  id: AttachmentId,
): Promise<Result<void, FileFailure | ApiFailure>> {
  const removed = await withToken((token) => relay.remove(token, id))
  const isGone = !removed.ok && 'code' in removed.failure && removed.failure.code === 'not-found'
  return isGone ? ok(undefined) : removed
}

async function put(
  core: Core,
  id: AttachmentId,
  upload: Upload,
  record: FileToPut,
): Promise<Result<void, FileFailure | ApiFailure>> {
  const { folder, relay, withToken, changed, uploads } = core
  const handle = await folder.open(id, 'whole', 'r')
  try {
    const started = await withToken((token) => relay.start(token, id, record))
    if (!started.ok) return started
    const piece = Buffer.alloc(Math.min(maxPieceBytes, record.size))
    for (upload.done = started.value.offset; upload.done < record.size; changed()) {
      if (core.closed || uploads.get(id) !== upload) return ok(undefined)
      const { bytesRead } = await handle.read(piece, 0, piece.length, upload.done)
      const bytes = piece.subarray(0, bytesRead)
      const added = await withToken((token) => relay.piece(token, id, upload.done, bytes))
      const there = added.ok ? added.value : offsetOf(added.failure)
      if (there === undefined) return added.ok ? ok(undefined) : added
      upload.done = there
    }
    if (started.value.finished) return ok(undefined)
    return await withToken((token) => relay.finish(token, id, record.sha256))
  } finally {
    await handle.close()
  }
}

/** A piece whose answer was lost is there already: the relay says where to go on. */
const offsetOf = (failure: FileFailure | ApiFailure): number | undefined =>
  'offset' in failure ? failure.offset : undefined

const toFailure = (failure: FileFailure | ApiFailure): FileFailure =>
  failure.kind === 'strange' || (failure.kind === 'refused' && 'code' in failure)
    ? relayFailure(failure)
    : failure
