/** Files as the page hands them over, piece by piece: sealed as they come, never as a whole in memory, never plain on the disk. */
import { createHash, type Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import sodium from 'libsodium-wrappers-sumo'
import { bytesToHex } from '../../core/base/bytes.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { FileFailure, SealedFile } from '../../core/bridge/files-contract.ts'
import { largestFile } from '../../core/protocol/files-api.ts'
import { attachmentId, type AttachmentId, type ConversationId, randomId } from '../../core/protocol/ids.ts'
import { createFileSealer, type FileSealer } from '../../core/sealed/sealed-file.ts'
import { diskFailure } from './failures.ts'
import type { FileFolder } from './file-folder.ts'

/** A file that is here in whole; what is to become of it, the person has yet to say. Its key is not among this: a lock is to leave none. */
export interface HeldFile {
  readonly conversation: ConversationId
  /** Of the sealed file, in bytes. */
  readonly size: number
  /** Of the sealed file, lowercase hex. */
  readonly sha256: string
  /** It came in before this run of the app. */
  readonly isFromBefore: boolean
  /** For a message that was never written: some of it may be on the relay. */
  readonly wasSent: boolean
}
export type HeldFiles = Map<AttachmentId, HeldFile>

export interface Incoming {
  readonly begin: (conversation: ConversationId, size: number) => Promise<Result<AttachmentId, FileFailure>>
  readonly write: (id: AttachmentId, at: number, bytes: Uint8Array) => Promise<Result<void, FileFailure>>
  /** Durable once resolved. */
  readonly finish: (id: AttachmentId) => Promise<Result<SealedFile, FileFailure>>
  readonly held: (id: AttachmentId) => HeldFile | undefined
  /** It is somebody else's care now. */
  readonly release: (id: AttachmentId) => void
  readonly drop: (id: AttachmentId) => Promise<void>
  readonly close: () => Promise<void>
}

interface Writing {
  readonly conversation: ConversationId
  readonly size: number
  readonly sealer: FileSealer
  readonly handle: FileHandle
  readonly hash: Hash
  written: number
  /** Pieces are written one after another. */
  last: Promise<unknown>
}

const cancelled = fail({ kind: 'cancelled' } as const)
const changedMeanwhile = fail({ kind: 'disk', detail: 'the file changed while it was read' } as const)

interface Core {
  readonly folder: FileFolder
  readonly random: Random
  readonly writing: Map<AttachmentId, Writing>
  readonly held: HeldFiles
  /** Durable once resolved: it is to be found at the next start. */
  readonly remember: (id: AttachmentId, file: HeldFile) => Promise<void>
}

export function createIncoming(deps: Omit<Core, 'writing'>): Incoming {
  const core: Core = { ...deps, writing: new Map() }
  return {
    begin: (conversation, size) => begin(core, conversation, size),
    write: (id, at, bytes) =>
      inTurn(core, id, async (file) => {
        // A file that grew or shrank while it was read is not the one that was begun.
        if (at !== file.written || at + bytes.length > file.size) return changedMeanwhile
        await store(file, file.sealer.write(bytes))
        file.written += bytes.length
        return ok(undefined)
      }),
    finish: (id) => inTurn(core, id, (file) => finish(core, id, file)),
    held: (id) => core.held.get(id),
    release: (id) => void core.held.delete(id),
    drop: (id) => drop(core, id),
    close: async () => {
      for (const id of core.writing.keys()) await drop(core, id)
    },
  }
}

async function begin(
  { folder, random, writing }: Core,
  conversation: ConversationId,
  size: number,
): Promise<Result<AttachmentId, FileFailure>> {
  if (size > largestFile) return fail({ kind: 'too-large', limit: largestFile })
  const id = randomId(attachmentId, random)
  try {
    const handle = await folder.open(id, 'in', 'w')
    const sealer = createFileSealer(sodium, { id, size }, random)
    const hash = createHash('sha256')
    writing.set(id, { conversation, size, sealer, handle, hash, written: 0, last: Promise.resolve() })
    return ok(id)
  } catch (error) {
    return fail(diskFailure(error))
  }
}

async function finish(
  { folder, writing, held, remember }: Core,
  id: AttachmentId,
  file: Writing,
): Promise<Result<SealedFile, FileFailure>> {
  if (file.written !== file.size) return changedMeanwhile
  await store(file, file.sealer.end())
  await file.handle.sync()
  await file.handle.close()
  const { seal } = file.sealer
  const sha256 = new Uint8Array(file.hash.digest())
  const { conversation } = file
  const whole = {
    conversation,
    size: seal.size,
    sha256: bytesToHex(sha256),
    isFromBefore: false,
    wasSent: false,
  }
  // Before the file has its name: without a record it would pass for one that was fetched.
  await remember(id, whole)
  await folder.keep(id, 'in')
  writing.delete(id)
  held.set(id, whole)
  return ok({ id, sha256, seal })
}

async function drop({ folder, writing, held }: Core, id: AttachmentId): Promise<void> {
  const file = writing.get(id)
  writing.delete(id)
  await file?.last.catch(() => undefined)
  await file?.handle.close()
  await folder.remove(id, 'in')
  if (!held.delete(id) && file === undefined) return
  // The record last: the next start finishes what a crash cuts here.
  await folder.remove(id, 'whole')
  await folder.remove(id, 'record')
}

/** A file of which a part could not be written is no file. */
async function inTurn<Value>(
  core: Core,
  id: AttachmentId,
  run: (file: Writing) => Promise<Result<Value, FileFailure>>,
): Promise<Result<Value, FileFailure>> {
  const file = core.writing.get(id)
  if (file === undefined) return cancelled
  const done = file.last.then(() => (core.writing.get(id) === file ? run(file) : cancelled))
  file.last = done.catch(() => undefined)
  try {
    const outcome = await done
    if (!outcome.ok) await drop(core, id)
    return outcome
  } catch (error) {
    await drop(core, id).catch(() => undefined) // the first error tells more
    return fail(diskFailure(error))
  }
}

async function store({ handle, hash }: Writing, sealed: Iterable<Uint8Array>): Promise<void> {
  for (const bytes of sealed) {
    hash.update(bytes)
    await handle.appendFile(bytes)
  }
}
