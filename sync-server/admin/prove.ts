/** The proof of a whole data folder: its database (`store/sqlite/proof.ts`), and every file by length and SHA-256. */
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { bytesEqual } from '../../core/base/bytes.ts'
import { createMasterKey } from '../at-rest/master-key.ts'
import { blobPath } from '../blobs/filesystem.ts'
import { type FileToProve, isFileKnown, proveDatabase } from '../store/sqlite/proof.ts'
import { systemRandom as random } from '../system.ts'
import { hashFile } from './hash-file.ts'

export interface FolderProof {
  /** What was looked at, in words. */
  readonly seen: string
  /** Sentences; none if all is well. */
  readonly findings: ReadonlyArray<string>
}

export async function proveFolder(
  database: DatabaseSync,
  masterKey: Uint8Array,
  files: {
    readonly folder: string
    /** Whether a file is wanted still: a relay that is running may have deleted it since. */
    readonly isWanted: (file: FileToProve) => Promise<boolean>
  },
): Promise<FolderProof> {
  const proof = await proveDatabase(database, { master: createMasterKey(masterKey, random), random })
  const findings = [...proof.findings]
  for (const file of proof.files) {
    const finding = proveFile(path.join(files.folder, ...blobPath(file.id)), file)
    if (finding !== undefined && (await files.isWanted(file))) findings.push(finding)
  }
  const { logs, entries, documents } = proof
  const seen = `${logs} logs with ${entries} entries, ${documents} documents, ${proof.files.length} files`
  return { seen, findings }
}

/** For `isWanted`: asks a database that is open for the purpose of reading what is so now. */
export const knows =
  (database: DatabaseSync) =>
  async (file: FileToProve): Promise<boolean> =>
    isFileKnown(database, file.id)

function proveFile(name: string, { id, size, hash }: FileToProve): string | undefined {
  try {
    const found = hashFile(name)
    if (found.size !== size) return `File ${id} has another length than it should have.`
    return bytesEqual(found.hash, hash) ? undefined : `File ${id} is damaged.`
  } catch {
    return `File ${id} is missing, or cannot be read.`
  }
}
