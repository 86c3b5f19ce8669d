/** Policies on Linux: JSON files that root alone may write (PO6). */
import { constants, type Stats } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { PolicyLayer, PolicySource, SourceTrouble } from '../../core/policy/resolve.ts'
import { isMissing } from '../disk/system-error.ts'
import type { PolicyReading } from './policy.ts'

export interface LinuxPoliciesDeps {
  /** `/etc/tidings/policies`: with its parent it is looked at, those above are the system's. */
  readonly folder: string
  /** Who has to own all of it: root, 0. */
  readonly owner: number
}

const maxBytes = 1_048_576
const writableByOthers = 0o022
const layers: ReadonlyArray<readonly [folder: string, layer: PolicyLayer]> = [
  ['managed', 'machine-mandatory'],
  ['recommended', 'machine-recommended'],
]

/** In the order in which they hold: the last file of a folder replaces those before. Never rejects. */
export async function readLinuxPolicies({ folder, owner }: LinuxPoliciesDeps): Promise<PolicyReading> {
  const troubles: Array<SourceTrouble> = []
  const sources: Array<PolicySource> = []
  for (const above of [path.dirname(folder), folder]) {
    const trouble = await folderTrouble(above, owner)
    if (trouble === 'missing') return { sources, troubles }
    if (trouble !== undefined) return { sources, troubles: [{ source: above, kind: trouble }] }
  }
  for (const [name, layer] of layers) {
    const inside = path.join(folder, name)
    const trouble = await folderTrouble(inside, owner)
    if (trouble === 'missing') continue
    if (trouble !== undefined) {
      troubles.push({ source: inside, kind: trouble })
      continue
    }
    for (const source of await filesIn(inside)) {
      const read = await readFileOf(source, owner)
      if (typeof read === 'string') troubles.push({ source, kind: read })
      else sources.push({ layer, source, values: read })
    }
  }
  return { sources, troubles }
}

async function folderTrouble(
  folder: string,
  owner: number,
): Promise<'missing' | 'not-trusted' | 'unreadable' | undefined> {
  try {
    const found = await lstat(folder)
    return found.isDirectory() && isTrusted(found, owner) ? undefined : 'not-trusted'
  } catch (error) {
    return isMissing(error) ? 'missing' : 'unreadable'
  }
}

const isTrusted = ({ uid, mode }: Stats, owner: number): boolean =>
  uid === owner && (mode & writableByOthers) === 0

async function filesIn(folder: string): Promise<ReadonlyArray<string>> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .toSorted()
    .map((name) => path.join(folder, name))
}

/** What is looked at is what is read: the file is opened first, and never by a link. */
async function readFileOf(
  file: string,
  owner: number,
): Promise<ReadonlyMap<string, unknown> | SourceTrouble['kind']> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const found = await handle.stat()
      if (!found.isFile() || !isTrusted(found, owner)) return 'not-trusted'
      if (found.size > maxBytes) return 'too-large'
      return parsePolicies(await handle.readFile('utf8')) ?? 'malformed'
    } finally {
      await handle.close()
    }
  } catch (error) {
    // A link, which is not followed.
    return error instanceof Error && 'code' in error && error.code === 'ELOOP' ? 'not-trusted' : 'unreadable'
  }
}

/** A JSON object by its keys; undefined for anything else. */
export function parsePolicies(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return new Map(Object.entries(value))
  } catch {
    return undefined
  }
}
