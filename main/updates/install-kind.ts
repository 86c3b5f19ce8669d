/** How this app came here, which decides what can put a newer one in its place, and who usually does. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { UpdateMode } from '../../core/bridge/updates-contract.ts'

/** `other`: unpacked from an archive, or by MSI; nothing that we could start puts a newer one there. */
export type InstallKind = 'nsis' | 'dmg' | 'pkg' | 'deb' | 'rpm' | 'appimage' | 'other'

export interface InstallPlace {
  readonly platform: string
  /** Of the program that runs. */
  readonly executable: string
  /** Where the package's own files are. */
  readonly resources: string
  readonly env: Readonly<Record<string, string | undefined>>
}

const receipt = '/var/db/receipts/app.tidings.desktop.plist'

export function installKind({ platform, executable, resources, env }: InstallPlace): InstallKind {
  if (platform === 'darwin') return existsSync(receipt) ? 'pkg' : 'dmg'
  // The setup alone leaves a way to take away what it brought.
  if (platform === 'win32')
    return existsSync(path.join(path.dirname(executable), 'Uninstall Tidings.exe')) ? 'nsis' : 'other'
  const marker = readMarker(path.join(resources, 'package-type'))
  if (marker === 'deb' || marker === 'rpm') return marker
  return env['APPIMAGE'] === undefined ? 'other' : 'appimage'
}

/** What fleets are rolled out with is updated by who rolled it out. */
export const usualMode = (kind: InstallKind): UpdateMode =>
  kind === 'nsis' || kind === 'dmg' || kind === 'appimage' ? 'notify' : 'disabled'

function readMarker(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}
