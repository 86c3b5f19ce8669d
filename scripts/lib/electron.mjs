import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { modernNode } from './install.mjs'
import { root, run } from './run.mjs'

const folder = path.join(root, 'node_modules', 'electron')
const memory = path.join(root, 'node_modules', '.cache', 'tidings-electron.json')
const fetchLimitMs = 60_000
const rememberMs = 24 * 60 * 60 * 1_000

/**
 * Electron's executable, or why there is none. Fetches it where that is possible: once, for a minute at most; a failure
 * is remembered for a day.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<{ executable: string } | { why: string }>}
 */
export async function electronAtHand(say) {
  const found = findElectron()
  if (found !== undefined) return { executable: found }
  const failed = rememberedFailure()
  if (failed !== undefined) {
    return { why: `Electron could not be fetched (${failed.why}); tried again after ${failed.until}` }
  }

  say('Fetching Electron (a minute at most)…')
  const { code, output } = await run(modernNode(), [path.join(folder, 'install.js')], { limit: fetchLimitMs })
  const fetched = findElectron()
  if (code === 0 && fetched !== undefined) return { executable: fetched }
  const why = reasonIn(output)
  mkdirSync(path.dirname(memory), { recursive: true })
  writeFileSync(memory, JSON.stringify({ at: Date.now(), why }))
  return { why: `Electron could not be fetched (${why}); the next start after a day tries again` }
}

/** Never `require('electron')`: that fetches without asking. */
export function findElectron() {
  try {
    const name = readFileSync(path.join(folder, 'path.txt'), 'utf8')
    const executable = path.join(
      process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(folder, 'dist'),
      name,
    )
    return existsSync(executable) ? executable : undefined
  } catch {
    return undefined
  }
}

function rememberedFailure() {
  try {
    const { at, why } = JSON.parse(readFileSync(memory, 'utf8'))
    const until = Number(at) + rememberMs
    return Date.now() < until ? { why: String(why), until: new Date(until).toLocaleString() } : undefined
  } catch {
    return undefined
  }
}

/** @param {string} output */
function reasonIn(output) {
  if (output.includes('stopped: still running')) return 'no answer within a minute'
  const code = /\b(E[A-Z_]{4,}|HTTPError: .*|Response code \d+.*)\b/.exec(output)
  return code?.[1] ?? output.trim().split('\n')[0] ?? 'unknown'
}
