/** What the account that stood in a seat leaves for the next one there, and what one seat leaves for another. */
import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'
import { addSeat, other, password, register, setupProfile, states } from './profile-kit.ts'

test('[SE3] a seat that was signed out of goes where this start goes, not where its last account was', async () => {
  const { start, asked } = setupProfile()
  const named = await start({ relay: other })
  await register(named.bridgeAt(1), 'ada')
  await named.close()

  const app = await start()
  expect(await states(app)).toEqual([[1, 'ada', other]])
  await app.bridgeAt(1)['session.signOut']({})
  const own = 'http://127.0.0.1:8787'
  expect(await states(app)).toEqual([[1, 'signed-out', own]])
  asked.length = 0
  await register(app.bridgeAt(1), 'benjamin')
  expect(await states(app)).toEqual([[1, 'benjamin', own]])
  expect(asked.filter((url) => url.startsWith(other))).toEqual([])
})

test('[VT12] wrong passphrases count for the account, whichever seat they are given in, and at the same time too', async () => {
  const { start } = setupProfile()
  const clock = createVirtualClock()
  const app = await start({ protector: undefined, clock })
  await register(app.bridgeAt(1), 'ada')
  await app.bridgeAt(1)['session.signOut']({})
  const [, second] = await addSeat(app)
  const [, third] = await addSeat(app)
  const guess = { username: 'ada', password: 'an entirely other one' }
  const guesses = [app.bridgeAt(1), second, third, second].map((seat) => seat['session.signIn'](guess))
  const answers = await Promise.all(guesses)
  const throttled = { kind: 'throttled', retryAfterSeconds: 2 }
  expect(answers.filter((each) => !each.ok && each.failure.kind === 'throttled')).toHaveLength(1)
  expect(await third['session.signIn']({ username: 'ada', password })).toEqual({
    ok: false,
    failure: throttled,
  })
  clock.advance(millis(2_000))
  expect(await third['session.signIn']({ username: 'ada', password })).toMatchObject({ ok: true })
})
