import { expect, test } from 'vitest'
import { startScript } from '../support/start-script.ts'

test('npm start -- --check: two people try the whole app, and it says OK', async () => {
  const script = startScript(['--check'], {})
  const code = await script.ended
  expect([code, script.said.at(-1)], script.said.join('\n')).toEqual([0, 'OK'])
}, 120_000)
