/** Files as the page hands them over, piece by piece: sealed as they come, never as a whole in memory, never plain on the disk. */
import { createHash, type Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { FileFailure, SealedFile } from '../../core/bridge/files-contract.ts'
import { largestFile } from '../../core/protocol/files-api.ts'
import { attachmentId, type AttachmentId, type ConversationId, randomId } from '../../core/protocol/ids.ts'
import { diskFailure } from './failures.ts'
import type { FileFolder } from './file-folder.ts'
import { createFileSealer, type FileSealer } from './sealed-file.ts'

/** A file that is here in whole; what is to become of it, the person has yet to say. */
export interface HeldFile extends SealedFile {
  readonly conversation: ConversationId
}

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

export function createIncoming({
  folder,
  random,
}: {
  readonly folder: FileFolder
  readonly random: Random
}): Incoming {
  const writing = new Map<AttachmentId, Writing>()
  const held = new Map<AttachmentId, HeldFile>()

  const drop = async (id: AttachmentId): Promise<void> => {
    held.delete(id)
    const file = writing.get(id)
    writing.delete(id)
    await file?.last.catch(() => undefined)
    await file?.handle.close()
    await folder.remove(id, 'in')
  }
  /** A file of which a part could not be written is no file. */
  const inTurn = async <Value>(
    id: AttachmentId,
    run: (file: Writing) => Promise<Result<Value, FileFailure>>,
  ): Promise<Result<Value, FileFailure>> => {
    const file = writing.get(id)
    if (file === undefined) return cancelled
    const done = file.last.then(() => (writing.get(id) === file ? run(file) : cancelled))
    file.last = done.catch(() => undefined)
    try {
      const outcome = await done
      if (!outcome.ok) await drop(id)
      return outcome
    } catch (error) {
      await drop(id).catch(() => undefined) // the first error tells more
      return fail(diskFailure(error))
    }
  }

  return {
    begin: async (conversation, size) => {
      if (size > largestFile) return fail({ kind: 'too-large', limit: largestFile })
      const id = randomId(attachmentId, random)
      try {
        const handle = await folder.open(id, 'in', 'w')
        const sealer = createFileSealer({ id, size }, random)
        const hash = createHash('sha256')
        writing.set(id, { conversation, size, sealer, handle, hash, written: 0, last: Promise.resolve() })
        return ok(id)
      } catch (error) {
        return fail(diskFailure(error))
      }
    },
    write: (id, at, bytes) =>
      inTurn(id, async (file) => {
        // A file that grew or shrank while it was read is not the one that was begun.
        if (at !== file.written || at + bytes.length > file.size) return changedMeanwhile
        await store(file, file.sealer.write(bytes))
        file.written += bytes.length
        return ok(undefined)
      }),
    finish: (id) =>
      inTurn(id, async (file) => {
        if (file.written !== file.size) return changedMeanwhile
        await store(file, file.sealer.end())
        await file.handle.sync()
        await file.handle.close()
        await folder.keep(id, 'in')
        writing.delete(id)
        const sealed = { id, sha256: new Uint8Array(file.hash.digest()), seal: file.sealer.seal }
        held.set(id, { ...sealed, conversation: file.conversation })
        return ok(sealed)
      }),
    held: (id) => held.get(id),
    release: (id) => void held.delete(id),
    drop,
    close: async () => {
      for (const id of writing.keys()) await drop(id)
    },
  }
}

async function store({ handle, hash }: Writing, sealed: Iterable<Uint8Array>): Promise<void> {
  for (const bytes of sealed) {
    hash.update(bytes)
    await handle.appendFile(bytes)
  }
}
