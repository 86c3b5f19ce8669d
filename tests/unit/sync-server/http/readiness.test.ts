import { pino } from 'pino'
import { expect, test } from 'vitest'
import { paths } from '../../../../core/protocol/api.ts'
import { type AppDeps, createApp } from '../../../../sync-server/http/app.ts'
import { createTallies } from '../../../../sync-server/metrics/tallies.ts'
import { StoreTrouble } from '../../../../sync-server/store/store.ts'

test('[RC3] a relay whose store is away is not ready, lives on, and is ready again by itself', async () => {
  let isAway = false
  const check = async (): Promise<void> => {
    if (isAway) throw new StoreTrouble('failed', undefined)
  }
  const tallies = createTallies(() => 0)
  const log = pino({ level: 'silent' })
  const patience = { headers: 1_000, request: 1_000 }
  const shutter = { watch: () => {} }
  const doors = { allowedOrigins: [], isProxy: () => false, patience, shutter }
  const deps = { store: { check }, log, tallies, adminToken: 'token', ...doors }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of all that an app needs, these two calls use the store alone
  const app = await createApp(deps as unknown as AppDeps)
  const statusOf = async (path: string): Promise<number> => (await app.inject(path)).statusCode
  const both = async () => [await statusOf(paths.ready), await statusOf(paths.health)]
  expect(await both()).toEqual([200, 200])
  isAway = true
  expect(await both()).toEqual([503, 200])
  const answer = await app.inject(paths.ready)
  expect(answer.json()).toMatchObject({ code: 'unavailable' })
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  isAway = false
  expect(await both()).toEqual([200, 200])
  await app.close()
})
