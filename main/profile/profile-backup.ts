/** Copies of a profile's small files, `backups/MOMENT-REASON/` in it, each with a list of hashes that is written last. Rules PB*. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { replaceFile, syncFolder } from '../disk/replace-file.ts'
import { foldersIn, profileFiles } from './profile-files.ts'

const listSchema = v.object({
  format: v.pipe(v.number(), v.integer(), v.minValue(1)),
  version: v.string(),
  files: v.array(
    v.object({
      // Whoever can write here is the person; a name that leads out of the profile is damage all the same.
      path: v.pipe(
        v.string(),
        v.regex(/^(?:accounts\/[^/\\]+\/)?[^/\\]+$/u),
        v.check((file) => !file.includes('..')),
      ),
      sha256: v.string(),
    }),
  ),
})
export interface Backup {
  readonly name: string
  readonly format: number
  /** Of the app that wrote what was copied. */
  readonly version: string
  readonly files: ReadonlyArray<{ readonly path: string; readonly bytes: Uint8Array }>
}

const kept = 3
const listName = 'list.json'
const folderOf = (profile: string): string => path.join(profile, 'backups')
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export interface BackupOrder {
  readonly format: number
  readonly version: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** A word or two for its name. */
  readonly reason: string
}

/** The copy's name. Rejects with the system's error; then there is none. */
export async function makeBackup(
  profile: string,
  { format, version, now, reason }: BackupOrder,
): Promise<string> {
  const name = `${new Date(now).toISOString().replaceAll(':', '-')}-${reason}`
  const folder = path.join(folderOf(profile), name)
  await rm(folder, { recursive: true, force: true })
  const files: Array<{ readonly path: string; readonly sha256: string }> = []
  for (const file of await profileFiles(profile)) {
    const bytes = await readFile(path.join(profile, file))
    await writeInto(folder, file, bytes)
    files.push({ path: file, sha256: hashOf(bytes) })
  }
  const list = JSON.stringify({ format, version, files }, undefined, 2)
  await writeInto(folder, listName, new TextEncoder().encode(list))
  await syncFolder(folderOf(profile))
  await removeOld(profile)
  return name
}

/** The newest that is whole; undefined if there is none. */
export async function newestBackup(profile: string): Promise<Backup | undefined> {
  for (const name of (await foldersIn(folderOf(profile))).toSorted().toReversed()) {
    const backup = await readBackup(profile, name)
    if (backup !== undefined) return backup
  }
  return undefined
}

/** Undefined unless all of it is there, unchanged (PB3). */
export async function readBackup(profile: string, name: string): Promise<Backup | undefined> {
  const folder = path.join(folderOf(profile), name)
  try {
    const list = v.parse(listSchema, JSON.parse(await readFile(path.join(folder, listName), 'utf8')))
    const files = await Promise.all(
      list.files.map(async (file) => ({ ...file, bytes: await readFile(path.join(folder, file.path)) })),
    )
    return files.every(({ sha256, bytes }) => hashOf(bytes) === sha256) ? { ...list, name, files } : undefined
  } catch {
    return undefined
  }
}

/** All of them (PB6). Rejects with the system's error. */
export const removeBackups = (profile: string): Promise<void> =>
  rm(folderOf(profile), { recursive: true, force: true })

/** The bytes are on the disk, and so is their name. */
export async function writeInto(folder: string, file: string, bytes: Uint8Array): Promise<void> {
  const target = path.join(folder, file)
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
  await replaceFile(target, bytes)
}

/** By their names, which begin with the moment. What cannot be removed stays: a copy too many harms nobody. */
async function removeOld(profile: string): Promise<void> {
  const names = (await foldersIn(folderOf(profile))).toSorted()
  for (const name of names.slice(0, -kept))
    await rm(path.join(folderOf(profile), name), { recursive: true, force: true }).catch(() => undefined)
}
