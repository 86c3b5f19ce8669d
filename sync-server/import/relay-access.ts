/** Finds the relay of a data folder, or is it itself for as long as an import takes. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { type Clock, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { paths } from '../../core/protocol/api.ts'
import type { RelayConfig } from '../config.ts'
import type { StartFailure } from '../start-failure.ts'
import { startRelay, type RunningRelay } from '../start.ts'

export interface RelayAccess extends RunningRelay {
  /** A relay that was running before and goes on afterwards. */
  readonly isOthers: boolean
}

const patience = 10_000
const retryEvery = 250

/**
 * Starting one comes first: whether the folder's lock can be had is the one sure sign that no relay runs there. A relay
 * that holds the lock may be just about to start or to stop, so both are tried for a while.
 */
export async function accessRelay(
  config: RelayConfig,
  clock: Clock,
): Promise<Result<RelayAccess, StartFailure>> {
  const { dataFolder } = config
  const own = { ...config, host: '127.0.0.1', port: 0, publicUrl: undefined, logLevel: 'error' }
  for (let waited = 0; ; waited += retryEvery) {
    const started = await startRelay(own)
    if (started.ok) return ok({ ...started.value, isOthers: false })
    if (started.failure.kind !== 'data-folder-in-use') return started
    const running = await findRunning(dataFolder)
    if (running !== undefined) return ok({ ...running, close: () => Promise.resolve(), isOthers: true })
    if (waited >= patience) return fail(started.failure)
    await new Promise<void>((resolve) => void clock.after(millis(retryEvery), resolve))
  }
}

const address = v.object({ url: v.pipe(v.string(), v.url()) })

async function findRunning(dataFolder: string): Promise<{ url: string; adminToken: string } | undefined> {
  try {
    const adminToken = (await readFile(path.join(dataFolder, 'admin.token'), 'utf8')).trim()
    const { url } = v.parse(address, JSON.parse(await readFile(path.join(dataFolder, 'relay.json'), 'utf8')))
    const answer = await fetch(url + paths.health)
    return answer.ok ? { url, adminToken } : undefined
  } catch {
    return undefined // not there yet, or there no longer
  }
}
