import { expect, test } from 'vitest'
import { readConfig } from '../../../sync-server/config.ts'
import { exitCodes, startFailureEnding } from '../../../sync-server/start-failure.ts'

test('without settings there are defaults: this machine alone, port 8787', () => {
  expect(readConfig({})).toMatchObject({ ok: true, value: { host: '127.0.0.1', port: 8787 } })
})

test('all faults are told at once, in one line', () => {
  const read = readConfig({
    PORT: '99999',
    RATE_REST: '-1',
    LOG_LEVEL: 'loud',
    PUBLIC_URL: 'no url',
    UPDATE_URL: 'x',
  })
  if (read.ok) throw new Error('these settings are not right')
  const { exitCode, line } = startFailureEnding(read.failure)
  expect(exitCode).toBe(exitCodes.config)
  for (const name of ['PORT', 'RATE_REST', 'LOG_LEVEL', 'PUBLIC_URL', 'UPDATE_URL'])
    expect(line).toContain(name)
  expect(line).not.toContain('\n')
})
