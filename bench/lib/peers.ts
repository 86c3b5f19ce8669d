import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

export type PeerName =
  | 'y-websocket'
  | 'hocuspocus'
  | 'y-leveldb'
  | 'y-indexeddb'
  | 'y-websocket-browser'
  | 'minisearch'
  | 'libsignal'
  | 'matrix-sdk-crypto'

/** A program in a peer's folder. */
export const peerProgram = (name: PeerName, program: string): string =>
  path.join(import.meta.dirname, '../peers', name, program)

/**
 * Installs what a peer's lock file asks for, unless it is there. Peers are never among our own dependencies: they are here
 * to be measured.
 */
export async function ensurePeer(name: PeerName, say: (line: string) => void): Promise<void> {
  const folder = path.dirname(peerProgram(name, 'package.json'))
  if (await isInstalled(folder)) return
  say(`Installing ${name} to measure beside…`)
  await new Promise<void>((resolve, reject) => {
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
    const child = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ci failed in ${folder}: is the network there?`)),
    )
  })
}

/** npm notes what it installed in node_modules: the same packages as in the lock file, but for the project's own entry. */
async function isInstalled(folder: string): Promise<boolean> {
  try {
    const [wanted, present] = await Promise.all(
      ['package-lock.json', 'node_modules/.package-lock.json'].map((file) =>
        readFile(path.join(folder, file), 'utf8'),
      ),
    )
    const versions = (text = ''): string =>
      text.replaceAll(/\s/g, '').split('"node_modules/').slice(1).map(nameAndVersion).join()
    return versions(wanted) === versions(present)
  } catch {
    return false
  }
}

const nameAndVersion = (entry: string): string =>
  `${entry.split('"')[0]}@${/"version":"([^"]*)"/.exec(entry)?.[1]}`
