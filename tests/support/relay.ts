/** A relay of its own for a test: real sockets, real SQLite, a folder that goes away with it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { orThrow } from '../../core/base/defect.ts'
import { readConfig, type RelayConfig } from '../../sync-server/config.ts'
import { startRelay, type StartOptions } from '../../sync-server/start.ts'

export interface TestRelay {
  /** `http://127.0.0.1:PORT`, the same after `restart`. */
  readonly url: string
  readonly folder: string
  readonly adminToken: () => string
  /** Stops it and starts it on the same folder and port. */
  readonly restart: (options?: StartOptions) => Promise<void>
  /** Stops it and deletes its folder. */
  readonly close: () => Promise<void>
}

/** Rates that bite no test are the default; `env` sets what a test is about. */
export async function startTestRelay(
  options: StartOptions & { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<TestRelay> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-relay-'))
  const config = testRelayConfig(folder, options.env)
  let running = orThrow(await startRelay(config, options))
  const { url } = running
  const fixed = { ...config, port: Number(new URL(url).port) }
  return {
    url,
    folder,
    adminToken: () => running.adminToken,
    restart: async (again = options) => {
      await running.close()
      running = orThrow(await startRelay(fixed, again))
    },
    close: async () => {
      await running.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const testRelayConfig = (folder: string, env: Readonly<Record<string, string>> = {}): RelayConfig =>
  orThrow(readConfig({ ...testRelayEnv(folder), ...env }))

/** The same settings for a relay in a process of its own. */
export const testRelayEnv = (folder: string): Readonly<Record<string, string>> => ({
  PORT: '0',
  DATA_DIR: folder,
  LOG_LEVEL: 'silent',
  RATE_REST: '100000',
  RATE_SIGN_IN: '100000',
  RATE_REGISTER: '100000',
  RATE_ENTRIES: '1000000',
  RATE_ENTRIES_BURST: '1000000',
  MAX_STRANGERS: '100000',
})
