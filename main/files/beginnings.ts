/** How a file that lies here begins, for the search (FI18). */
import sodium from 'libsodium-wrappers-sumo'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { type FileFailure, searchedFileBytes } from '../../core/bridge/files-contract.ts'
import { fileChunkBytes, fileChunkOverhead } from '../../core/sealed/file-format.ts'
import { createFileOpener } from '../../core/sealed/sealed-file.ts'
import type { WantedFile } from './downloads.ts'
import { diskFailure } from './failures.ts'
import type { KeptFiles, OpenedFile } from './kept-files.ts'

const searchedChunks = Math.ceil(searchedFileBytes / fileChunkBytes)

/** At most `searchedFileBytes`, and as many chunks are read. Nothing is fetched, and it does not count as a use of the file. */
export async function readBeginning(
  { openKept }: Pick<KeptFiles, 'openKept'>,
  file: WantedFile,
): Promise<Result<Uint8Array, FileFailure>> {
  const opened = await openKept(file.id)
  if (opened === undefined) return fail({ kind: 'not-there' })
  try {
    return await read(opened, file)
  } catch (error) {
    return fail(diskFailure(error))
  } finally {
    await opened.close()
  }
}

async function read(opened: OpenedFile, file: WantedFile): Promise<Result<Uint8Array, FileFailure>> {
  if (opened.size !== file.seal.size)
    return fail({ kind: 'refused', why: opened.size < file.seal.size ? 'truncated' : 'extended' })
  const opener = createFileOpener(sodium, file, file.seal)
  if (!opener.ok) return fail({ kind: 'refused', why: opener.failure })
  const sealed = await opened.read(searchedChunks * (fileChunkBytes + fileChunkOverhead))
  const plain = opener.value.write(sealed)
  if (!plain.ok) return fail({ kind: 'refused', why: plain.failure })
  // A buffer of its own: what crosses the bridge must not share memory.
  return ok(new Uint8Array(Buffer.concat(plain.value).subarray(0, searchedFileBytes)))
}
