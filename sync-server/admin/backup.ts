/** Backs a data folder up while a relay may be running on it (TA1): the database as of one moment, and the files that it names. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { bytesToHex } from '../../core/base/bytes.ts'
import type { Millis } from '../../core/base/clock.ts'
import { renameDurably } from '../at-rest/secret-file.ts'
import { blobPath } from '../blobs/filesystem.ts'
import type { DataFiles } from '../data-folder.ts'
import { type FileToProve, isFileKnown, readFilesToProve } from '../store/sqlite/proof.ts'
import { databaseName, fileName, type Manifest, manifestName } from './backup-format.ts'
import { CommandFailure, messageOf } from './failure.ts'
import { hashFile } from './hash-file.ts'
import { readDatabase } from './read-database.ts'
import { createTarWriter, type TarWriter } from './tar.ts'

const ownerOnly = 0o600

export interface BackupDone {
  readonly files: number
  /** Files that the database names and the disk does not have. */
  readonly missing: ReadonlyArray<FileToProve>
}

export async function backUp(folder: DataFiles, target: string, now: Millis): Promise<BackupDone> {
  if (existsSync(target)) throw new CommandFailure(`There is a file ${target} already: name another one.`)
  const [snapshot, partial] = [`${target}.snapshot`, `${target}.partial`]
  for (const left of [snapshot, partial]) rmSync(left, { force: true }) // of a backup that was cut off
  try {
    makeEmpty(snapshot)
    await readDatabase(folder.databaseFile, (database) => {
      database.exec('COMMIT') // VACUUM reads in a transaction of its own
      database.prepare('VACUUM INTO ?').run(snapshot)
    })
    const done = await writeArchive(folder, { snapshot, partial, now })
    renameDurably(partial, target)
    return done
  } catch (error) {
    if (error instanceof CommandFailure) throw error
    throw new CommandFailure(
      `The backup cannot be written to ${target} (${messageOf(error)}). Nothing was left behind.`,
    )
  } finally {
    for (const left of [snapshot, partial]) rmSync(left, { force: true })
  }
}

const makeEmpty = (file: string): void => closeSync(openSync(file, 'wx', ownerOnly))

async function writeArchive(
  folder: DataFiles,
  { snapshot, partial, now }: { readonly snapshot: string; readonly partial: string; readonly now: Millis },
): Promise<BackupDone> {
  const handle = openSync(partial, 'wx', ownerOnly)
  try {
    const archive = createTarWriter(handle, now)
    const database = new DatabaseSync(snapshot)
    const files = readFilesToProve(database)
    const absent = files.filter(
      ({ id }) => !archive.addFile(fileName(id), path.join(folder.filesFolder, ...blobPath(id))),
    )
    const missing = await findMissing(folder, database, absent)
    database.close()
    addDatabase(archive, snapshot, { files: files.length - absent.length, now })
    archive.end()
    fsyncSync(handle)
    return { files: files.length - absent.length, missing }
  } finally {
    closeSync(handle)
  }
}

/** Of files that are not on the disk, those that nobody has deleted since the snapshot; the others leave the snapshot too. */
async function findMissing(
  { databaseFile }: DataFiles,
  snapshot: DatabaseSync,
  absent: ReadonlyArray<FileToProve>,
): Promise<ReadonlyArray<FileToProve>> {
  if (absent.length === 0) return []
  const missing = await readDatabase(databaseFile, (now) => absent.filter(({ id }) => isFileKnown(now, id)))
  const forget = snapshot.prepare('DELETE FROM files WHERE hex(id) = upper(?)')
  for (const file of absent) if (!missing.includes(file)) forget.run(file.id)
  return missing
}

function addDatabase(
  archive: TarWriter,
  snapshot: string,
  { files, now }: { readonly files: number; readonly now: Millis },
): void {
  const { size, hash } = hashFile(snapshot)
  archive.addFile(databaseName, snapshot)
  const manifest: Manifest = {
    format: 'tidings backup 1',
    created: new Date(now).toISOString(),
    database: { bytes: size, sha256: bytesToHex(hash) },
    files,
  }
  archive.addBytes(manifestName, new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`))
}
