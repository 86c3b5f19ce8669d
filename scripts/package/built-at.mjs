import { execFileSync } from 'node:child_process'
import { lutimesSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { root } from '../lib/run.mjs'

/** Seconds since 1970 that packages say they were made at: SOURCE_DATE_EPOCH, else those of the commit, so that two builds of it are the same. Where there is no repository, 0. */
export function builtAt() {
  const told = process.env['SOURCE_DATE_EPOCH']
  if (told !== undefined) return told
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim()
  } catch {
    return '0'
  }
}

/** Gives all files in a folder that time. @param {string} folder */
export function setTimes(folder) {
  const at = Number(builtAt())
  for (const file of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
    lutimesSync(path.join(folder, file), at, at)
}
