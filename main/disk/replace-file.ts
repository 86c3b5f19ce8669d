import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/**
 * Puts `bytes` in place of `file`: a crash at any moment leaves the old file or the new one, whole, and once resolved the
 * new one survives a power cut. Only the owner may read it. Rejects with the system's error; then the old file stands.
 */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const fresh = `${file}.new`
  try {
    const handle = await open(fresh, 'w', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(fresh, file)
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined) // the first error tells more
    throw error
  }
  await syncFolder(path.dirname(file))
}

/** Makes a folder's list of names durable: without it a renamed file may come back under its old name. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // cannot be asked for there; NTFS journals names by itself
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
