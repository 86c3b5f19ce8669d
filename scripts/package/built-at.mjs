import { execFileSync } from 'node:child_process'
import { root } from '../lib/run.mjs'

/** Seconds since 1970 that packages say they were made at: those of the commit, so that two builds of it are the same. Where there is no repository, 0. */
export function builtAt() {
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
