/** What may befall files: copies, lost files, flipped bytes, and a limit on how large they may grow. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import type { Random } from '../../core/base/random.ts'

export function copyFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true })
}

const storeFile = (device: string): string => path.join(device, 'store.db')

export function deleteStore(device: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(storeFile(device) + end, { force: true })
}

/** Flips a byte in one sealed value of the store. False if it holds none. */
export function damageStoredValue(device: string, random: Random): boolean {
  if (!existsSync(storeFile(device))) return false
  const database = new DatabaseSync(storeFile(device))
  try {
    const rows = ['conversations', 'segments', 'tails', 'keyed_values'].flatMap((table) =>
      database
        .prepare(`SELECT rowid AS row, sealed FROM ${table}`)
        .all()
        .map((row) => ({ ...row, table })),
    )
    const chosen: { readonly [column: string]: unknown } | undefined = rows[below(random, rows.length)]
    const sealed = chosen?.['sealed']
    const row = chosen?.['row']
    if (!(sealed instanceof Uint8Array) || typeof row !== 'number') return false
    const flipped = flipOne(sealed, 0, random)
    database.prepare(`UPDATE ${String(chosen?.['table'])} SET sealed = ? WHERE rowid = ?`).run(flipped, row)
    return true
  } finally {
    database.close()
  }
}

/** Overwrites a stretch of the store's file with chance. */
export function damageStoreFile(device: string, random: Random): boolean {
  const file = storeFile(device)
  if (!existsSync(file)) return false
  const bytes = readFileSync(file)
  const from = below(random, bytes.length)
  bytes.set(random.bytes(Math.min(512, bytes.length - from)), from)
  writeFileSync(file, bytes)
  return true
}

const journalOf = (device: string): string | undefined => {
  const accounts = path.join(device, 'accounts')
  const [account] = existsSync(accounts) ? readdirSync(accounts) : []
  const file = account === undefined ? undefined : path.join(accounts, account, 'journal')
  return file !== undefined && existsSync(file) ? file : undefined
}

/** Appends what a write that a power cut tore off leaves: the beginning of a frame, or blocks without bytes. */
export function tearJournal(device: string, random: Random): boolean {
  const file = journalOf(device)
  if (file === undefined) return false
  const torn =
    below(random, 2) === 0 ? new Uint8Array(64) : Buffer.from([...Buffer.from('TDJ!'), 0, 0, 2, 0, 1, 2, 3])
  writeFileSync(file, torn, { flag: 'a' })
  return true
}

/** Flips a byte, or cuts the file, somewhere behind the head. */
export function damageJournal(device: string, random: Random): boolean {
  const file = journalOf(device)
  if (file === undefined || statSync(file).size <= journalHeadBytes) return false
  const bytes = readFileSync(file)
  const isCut = below(random, 3) === 0
  const at = journalHeadBytes + below(random, bytes.length - journalHeadBytes)
  writeFileSync(file, isCut ? bytes.subarray(0, at) : flipOne(bytes, at, random))
  return true
}

const journalHeadBytes = 8

function flipOne(bytes: Uint8Array, from: number, random: Random): Uint8Array {
  const at = from + below(random, bytes.length - from)
  return Uint8Array.from(bytes).with(at, (bytes[at] ?? 0) ^ (1 + below(random, 255)))
}

/** Uniform enough in [0, limit). */
function below(random: Random, limit: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4)
  return (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) % Math.max(1, limit)
}

/**
 * The disk of a process is full: the system lets no file of it grow past `bytes`, and a write that would is done in part or
 * fails (EFBIG), as on a used-up quota. RLIMIT_FSIZE by util-linux' prlimit: needs no privilege and no file system of its
 * own. Undefined lifts it. False where there is no prlimit.
 */
export async function limitFiles(pid: number, bytes: number | undefined): Promise<boolean> {
  const soft = bytes === undefined ? 'unlimited' : String(bytes)
  try {
    await promisify(execFile)('prlimit', ['--pid', String(pid), `--fsize=${soft}:unlimited`])
    return true
  } catch {
    return false
  }
}
