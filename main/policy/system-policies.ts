/** Where this system keeps policies. Nothing of it comes from the environment, the arguments or the app's own folders (PO9). */
import { execFile } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { access } from 'node:fs/promises'
import { userInfo } from 'node:os'
import path from 'node:path'
import type { Clock } from '../../core/base/clock.ts'
import { isMissing } from '../disk/system-error.ts'
import { readLinuxPolicies } from './linux-policies.ts'
import { macFolder, readMacPolicies } from './mac-policies.ts'
import { type KeptPolicy, keepPolicy, type PolicyReading } from './policy.ts'
import { linuxPolicies } from './system-places.ts'
import { readWindowsPolicies } from './windows-policies.ts'

const timeoutMs = 10_000
const maxOutput = 1_048_576

/** Resolves once all has been read; the first window waits for that. */
export const keepSystemPolicy = (clock: Clock): Promise<KeptPolicy> =>
  keepPolicy({ read: readSystemPolicies, watch: watchSystemPolicies, clock })

function readSystemPolicies(): Promise<PolicyReading> {
  switch (process.platform) {
    case 'win32':
      return readWindowsPolicies({ query: queryRegistry })
    case 'darwin':
      return readMacPolicies({ readPlist, user: userInfo().username })
    default:
      return readLinuxPolicies(linuxPolicies)
  }
}

/** The registry says nothing of changes to who has no native code: there the clock does it. */
function watchSystemPolicies(changed: () => void): () => void {
  const { folder } = linuxPolicies
  const folders =
    process.platform === 'darwin'
      ? [macFolder]
      : process.platform === 'win32'
        ? []
        : [folder, path.join(folder, 'managed'), path.join(folder, 'recommended')]
  const watchers = folders.filter((each) => existsSync(each)).flatMap((each) => watchFolder(each, changed))
  return () => {
    for (const watcher of watchers) watcher.close()
  }
}

function watchFolder(folder: string, changed: () => void): ReadonlyArray<{ readonly close: () => void }> {
  try {
    const watcher = watch(folder, { persistent: false }, changed)
    watcher.on('error', () => watcher.close())
    return [watcher]
  } catch {
    return [] // no more of them to be had: the clock is enough
  }
}

/**
 * The system's own reg.exe. `%SystemRoot%` would be whoever starts the app's to choose: it counts only where Windows is not in its
 * usual place.
 */
async function queryRegistry(key: string): Promise<string | undefined> {
  const usual = String.raw`C:\Windows\System32\reg.exe`
  const program = existsSync(usual)
    ? usual
    : path.win32.join(process.env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', 'reg.exe')
  try {
    return await run(program, ['query', key, '/s', '/reg:64'], 'latin1')
  } catch (error) {
    // It ends with 1 where there is no such key, which is the usual case.
    if (error instanceof Error && 'code' in error && error.code === 1) return undefined
    throw error
  }
}

async function readPlist(file: string): Promise<string | undefined> {
  try {
    await access(file)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
  return run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', file], 'utf8')
}

const run = (program: string, args: ReadonlyArray<string>, encoding: 'utf8' | 'latin1'): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = { encoding, timeout: timeoutMs, maxBuffer: maxOutput, windowsHide: true }
    execFile(program, [...args], options, (error, stdout) => {
      if (error === null) resolve(stdout)
      else reject(error)
    })
  })
