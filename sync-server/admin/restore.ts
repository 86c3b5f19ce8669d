/**
 * Puts a backup into an empty data folder (TA3). The database lies there under another name until it has proved itself, and
 * the relay has a new epoch: who was ahead of the backup is told so. Cut off at any moment, it can be done again.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { bytesToHex, concatBytes } from '../../core/base/bytes.ts'
import { idBytes } from '../../core/protocol/ids.ts'
import { renameDurably } from '../at-rest/secret-file.ts'
import type { RelayConfig } from '../config.ts'
import type { DataFiles } from '../data-folder.ts'
import { openStore } from '../open-store.ts'
import { startFailureEnding } from '../start-failure.ts'
import { systemRandom as random } from '../system.ts'
import { databaseName, fileNamed, type Manifest, manifestName, manifestSchema } from './backup-format.ts'
import { CommandFailure, messageOf } from './failure.ts'
import { hashFile } from './hash-file.ts'
import { type FolderProof, proveFolder } from './prove.ts'
import { ArchiveFailure, readTar, type TarEntry, writeAll } from './tar.ts'

const ownerOnly = 0o600
const folderMode = 0o700
const maxManifestBytes = 65_536

export interface RestoreDone extends FolderProof {
  readonly created: string
}

/** The folder's lock is held by the caller. */
export async function restore(
  config: Pick<RelayConfig, 'masterKey'>,
  folder: DataFiles,
  archive: string,
): Promise<RestoreDone> {
  if (existsSync(folder.databaseFile)) {
    const where = path.dirname(folder.databaseFile)
    throw new CommandFailure(
      `There is a relay in ${where} already. Set DATA_DIR to an empty folder, or move that one away.`,
    )
  }
  const restoring = `${folder.databaseFile}.restoring`
  if (!existsSync(restoring) && hasAny(folder.filesFolder)) {
    throw new CommandFailure(
      `There are files in ${folder.filesFolder}: set DATA_DIR to an empty folder, or move them away.`,
    )
  }
  clear(folder, restoring) // of one that was cut off
  try {
    writeFileSync(restoring, '', { mode: ownerOnly }) // says from here on that the files beside it came out of a backup
    const manifest = unpack(archive, folder, restoring)
    const proof = await proveRestored(config, { ...folder, databaseFile: restoring })
    const { findings } = proof
    if (findings.length > 0)
      throw new CommandFailure(`The backup ${archive} is not sound:\n  ${findings.join('\n  ')}`)
    giveNewEpoch(restoring)
    renameDurably(restoring, folder.databaseFile)
    return { ...proof, created: manifest.created }
  } catch (error) {
    clear(folder, restoring)
    if (error instanceof CommandFailure) throw error
    if (error instanceof ArchiveFailure) throw unusable(archive, error.message)
    throw new CommandFailure(
      `The backup ${archive} could not be restored (${messageOf(error)}). Nothing was left behind.`,
    )
  }
}

const unusable = (archive: string, why: string): CommandFailure =>
  new CommandFailure(`The backup ${archive} cannot be used: ${why}. Nothing was restored.`)

const hasAny = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length > 0

/** The mark goes last. */
function clear({ filesFolder }: DataFiles, restoring: string): void {
  rmSync(filesFolder, { recursive: true, force: true })
  for (const end of ['-wal', '-shm', '-journal', '']) rmSync(`${restoring}${end}`, { force: true })
}

function unpack(archive: string, folder: DataFiles, restoring: string): Manifest {
  let manifest: Manifest | undefined
  let [files, hasDatabase] = [0, false]
  if (!existsSync(archive)) throw new CommandFailure(`There is no file ${archive}.`)
  for (const entry of readTar(archive)) {
    if (entry.name === manifestName) manifest = readManifest(entry, archive)
    else if (entry.name === databaseName) {
      writeOut(entry, restoring, 'w')
      hasDatabase = true
    } else if (fileNamed(entry.name) === undefined)
      throw unusable(archive, `it holds ${JSON.stringify(entry.name)}`)
    else {
      writeOut(entry, path.join(path.dirname(folder.filesFolder), entry.name), 'wx')
      files++
    }
  }
  if (manifest === undefined || !hasDatabase)
    throw unusable(archive, 'it is cut off, or no backup of Tidings')
  if (files !== manifest.files) throw unusable(archive, `it holds ${files} files and says ${manifest.files}`)
  const { size, hash } = hashFile(restoring)
  const { bytes, sha256 } = manifest.database
  if (size !== bytes || bytesToHex(hash) !== sha256) throw unusable(archive, 'its database is damaged')
  syncFolders(folder.filesFolder)
  return manifest
}

function readManifest(entry: TarEntry, archive: string): Manifest {
  if (entry.size > maxManifestBytes) throw unusable(archive, 'it is no backup of Tidings')
  const pieces: Array<Uint8Array> = []
  entry.read((piece) => pieces.push(piece))
  try {
    return v.parse(manifestSchema, JSON.parse(new TextDecoder().decode(concatBytes(...pieces))))
  } catch {
    throw unusable(archive, 'it was made by another version, or is no backup of Tidings')
  }
}

function writeOut(entry: TarEntry, file: string, flag: 'w' | 'wx'): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: folderMode })
  const handle = openSync(file, flag, ownerOnly)
  try {
    entry.read((piece) => writeAll(handle, piece))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Makes the names of files durable. */
function syncFolders(folder: string): void {
  if (!existsSync(folder) || process.platform === 'win32') return
  for (const found of readdirSync(folder, { withFileTypes: true })) {
    if (found.isDirectory()) syncFolders(path.join(folder, found.name))
  }
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Opening brings a backup of an older version up to date. */
async function proveRestored(
  config: Pick<RelayConfig, 'masterKey'>,
  folder: DataFiles,
): Promise<FolderProof> {
  const opened = openStore(config, folder, { random })
  if (!opened.ok)
    throw new CommandFailure(`${startFailureEnding(opened.failure).line} The master key is in no backup.`)
  await opened.value.store.close()
  const database = new DatabaseSync(folder.databaseFile)
  try {
    database.exec('DELETE FROM letters') // they were sent by the relay that the backup is of, or their time is over (ML6)
    return await proveFolder(database, opened.value.masterKey, {
      folder: folder.filesFolder,
      isWanted: async () => true,
    })
  } finally {
    database.close()
  }
}

function giveNewEpoch(file: string): void {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA synchronous = FULL')
  database.prepare('UPDATE relay SET epoch = ?').run(random.bytes(idBytes))
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}
