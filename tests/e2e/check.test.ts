import { expect, test } from 'vitest'
import { startScript } from '../support/start-script.ts'

test('npm start -- --check: two people try the whole app, and it says OK', async () => {
  const script = startScript(['--check'], {})
  const code = await script.ended
  expect({ code, said: script.said }).toMatchObject({
    code: 0,
    said: expect.arrayContaining(['OK']) as unknown,
  })
}, 300_000)
