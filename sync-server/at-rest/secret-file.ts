import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const ownerOnly = 0o600

/** All at once, durable, and readable by its owner alone. */
export function writeSecret(file: string, text: string): void {
  const fresh = `${file}.new`
  const handle = openSync(fresh, 'w', ownerOnly)
  try {
    writeFileSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameDurably(fresh, file)
}

export function renameDurably(from: string, to: string): void {
  renameSync(from, to)
  if (process.platform === 'win32') return // cannot be asked for there; NTFS journals names by itself
  const folder = openSync(path.dirname(to), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
