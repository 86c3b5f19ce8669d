/**
 * Files in folders: `ab/cd/<id>`, by the first digits of the id, so that no folder gets long. What is not finished has `.part`
 * behind its name; a rename finishes it.
 */
import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { bytesEqual } from '../../core/base/bytes.ts'
import { fail, ok } from '../../core/base/result.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import { StoreTrouble } from '../store/store.ts'
import type { BlobStore } from './blob-store.ts'

export interface FilesystemDeps {
  readonly folder: string
  /** Opens a file for reading and writing, and makes it if it is not there. */
  readonly openFile: (file: string) => Promise<FileHandle>
}

/** Where a file lies in the folder. */
export const blobPath = (id: AttachmentId): readonly [string, string, string] => [
  id.slice(0, 2),
  id.slice(2, 4),
  id,
]

export const openForWriting = (file: string): Promise<FileHandle> => open(file, 'a+', 0o600)

export function createFilesystemBlobs(deps: FilesystemDeps): BlobStore {
  const { folder } = deps
  const wholeOf = (id: AttachmentId): string => path.join(folder, ...blobPath(id))
  const partOf = (id: AttachmentId): string => `${wholeOf(id)}.part`
  return {
    length: guarded(async (id) => (await sizeOf(wholeOf(id))) ?? (await sizeOf(partOf(id))) ?? 0),
    append: guarded((id, offset, bytes) => append(deps, partOf(id), offset, bytes)),
    finish: guarded(async (id, { size, hash }) => {
      const [part, whole] = [partOf(id), wholeOf(id)]
      // A crash may have come between this and the note of it.
      const file = (await sizeOf(whole)) === undefined ? part : whole
      if ((await sizeOf(file)) !== size || !bytesEqual(await hashAndSync(deps, file), hash)) {
        await rm(file, { force: true })
        return fail({ kind: 'damaged' })
      }
      if (file === part) await rename(part, whole)
      await syncFolders(path.dirname(whole), folder)
      return ok(undefined)
    }),
    read: guarded(async (id, { from, upTo }) => {
      const handle = await openIfThere(wholeOf(id))
      return handle?.createReadStream({ start: from, end: upTo })
    }),
    remove: guarded(async (id) => {
      await rm(partOf(id), { force: true })
      await rm(wholeOf(id), { force: true })
    }),
  }
}

async function append(
  { openFile }: FilesystemDeps,
  file: string,
  offset: number,
  bytes: Uint8Array,
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const handle = await openFile(file)
  try {
    await handle.appendFile(bytes)
  } catch (error) {
    await handle.truncate(offset).catch(() => undefined) // failing that, finishing finds it damaged
    throw error
  } finally {
    await handle.close()
  }
}

const hashedAtOnce = 1_048_576

/** Of the bytes as they are on the disk once this resolves. */
async function hashAndSync({ openFile }: FilesystemDeps, file: string): Promise<Uint8Array> {
  const handle = await openFile(file)
  try {
    await handle.sync()
    const hash = createHash('sha256')
    const piece = Buffer.alloc(hashedAtOnce)
    for (let at = 0; ;) {
      const { bytesRead } = await handle.read(piece, 0, piece.length, at)
      if (bytesRead === 0) return hash.digest()
      hash.update(piece.subarray(0, bytesRead))
      at += bytesRead
    }
  } finally {
    await handle.close()
  }
}

/** Makes the names in `folder` durable, and its own name up to that of `root`. */
async function syncFolders(folder: string, root: string): Promise<void> {
  if (process.platform === 'win32') return // cannot be asked for there; NTFS journals names by itself
  for (let at = folder; at.length >= root.length; at = path.dirname(at)) {
    const handle = await open(at, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

const fullCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** Makes `StoreTrouble` of what the system throws. */
const guarded =
  <Arguments extends ReadonlyArray<unknown>, Value>(run: (...given: Arguments) => Promise<Value>) =>
  async (...given: Arguments): Promise<Value> => {
    try {
      return await run(...given)
    } catch (error) {
      throw new StoreTrouble(fullCodes.has(codeOf(error)) ? 'full' : 'failed', error)
    }
  }
