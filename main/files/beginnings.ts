/** How a file that lies here begins, or all of it, for the search (FI18). */
import sodium from 'libsodium-wrappers-sumo'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { FileFailure } from '../../core/bridge/files-contract.ts'
import { searchedPieceBytes } from '../../core/bridge/searched-bytes.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import { fileChunkBytes, fileChunkOverhead } from '../../core/sealed/file-format.ts'
import { createFileOpener, type FileOpener } from '../../core/sealed/sealed-file.ts'
import type { WantedFile } from './downloads.ts'
import { diskFailure } from './failures.ts'
import type { KeptFiles, OpenedFile } from './kept-files.ts'

const pieceChunks = searchedPieceBytes / fileChunkBytes

/** What is wanted of a file, in bytes: what follows `at`, of the first `upTo`. */
export interface WantedBytes {
  readonly at: number
  readonly upTo: number
}

export interface Beginnings {
  /**
   * A piece, and as many chunks are read. One at a time is gone through, from its first piece on: `cancelled` where another was begun
   * meanwhile. Nothing is fetched, and it does not count as a use of the file.
   */
  readonly read: (file: WantedFile, bytes: WantedBytes) => Promise<Result<Uint8Array, FileFailure>>
  readonly close: () => Promise<void>
}

interface Reader {
  readonly id: AttachmentId
  readonly opened: OpenedFile
  readonly opener: FileOpener
  at: number
}

export function createBeginnings({ openKept }: Pick<KeptFiles, 'openKept'>): Beginnings {
  let reader: Reader | undefined
  const close = async (): Promise<void> => {
    const last = reader
    reader = undefined
    await last?.opened.close()
  }
  const begin = async (file: WantedFile): Promise<Result<Reader, FileFailure>> => {
    await close()
    const opened = await openKept(file.id)
    if (opened === undefined) return fail({ kind: 'not-there' })
    const opener = openerOf(opened, file)
    if (!opener.ok) await opened.close()
    return opener.ok ? ok((reader = { id: file.id, opened, opener: opener.value, at: 0 })) : opener
  }
  const read: Beginnings['read'] = async (file, { at, upTo }) => {
    const isNext = reader?.id === file.id && reader.at === at
    if (at > 0 && !isNext) return fail({ kind: 'cancelled' })
    const from = at === 0 || reader === undefined ? await begin(file) : ok(reader)
    if (!from.ok) return from
    const piece = await readPiece(from.value)
    const { at: end } = from.value
    if (!piece.ok || end >= upTo || end >= file.size || piece.value.length === 0) await close()
    // A buffer of its own: what crosses the bridge must not share memory.
    return piece.ok ? ok(new Uint8Array(piece.value.subarray(0, Math.max(0, upTo - at)))) : piece
  }
  const attempt: Beginnings['read'] = async (file, bytes) => {
    try {
      return await read(file, bytes)
    } catch (error) {
      await close().catch(() => undefined)
      return fail(diskFailure(error))
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    read: (file, bytes) => {
      const next = last.then(() => attempt(file, bytes))
      last = next
      return next
    },
    close: async () => {
      await last
      await close()
    },
  }
}

function openerOf({ size }: OpenedFile, file: WantedFile): Result<FileOpener, FileFailure> {
  if (size !== file.seal.size)
    return fail({ kind: 'refused', why: size < file.seal.size ? 'truncated' : 'extended' })
  const opener = createFileOpener(sodium, file, file.seal)
  return opener.ok ? opener : fail({ kind: 'refused', why: opener.failure })
}

async function readPiece(reader: Reader): Promise<Result<Uint8Array, FileFailure>> {
  const sealed = await reader.opened.read(pieceChunks * (fileChunkBytes + fileChunkOverhead))
  const plain = reader.opener.write(sealed)
  if (!plain.ok) return fail({ kind: 'refused', why: plain.failure })
  const piece = Buffer.concat(plain.value)
  reader.at += piece.length
  return ok(piece)
}
