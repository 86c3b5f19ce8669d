import { expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { secretText, signedHeaders, signingSecrets } from '../../../../sync-server/webhooks/sign.ts'
import { maxAttempts, retryDelay } from '../../../../sync-server/webhooks/retry.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'

test('[WH3] the example of the Standard Webhooks libraries', () => {
  const text = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const secret = new Uint8Array(Buffer.from(text.slice(6), 'base64'))
  expect(secretText(secret)).toBe(text)
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
  const headers = signedHeaders(id, '{"test": 2432232314}', [secret, secret], millis(1_614_265_330_999))
  const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
  expect(headers).toEqual({
    'webhook-id': id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': `${signature} ${signature}`,
  })
})

test('[WH3] the secret before signs until its time is over', () => {
  const [newest, secret] = [Uint8Array.of(1), Uint8Array.of(2)]
  const secrets = { newest, previous: { secret, until: millis(100) } }
  expect(signingSecrets(secrets, millis(99))).toEqual([newest, secret])
  expect(signingSecrets(secrets, millis(100))).toEqual([newest])
})

test('[WH5] the waits grow over about a day, each a little more or less, and end', () => {
  const random = createSeededRandom(3)
  const waits = Array.from({ length: maxAttempts - 1 }, (_, index) => Number(retryDelay(index + 1, random)))
  const total = waits.reduce((sum, wait) => sum + wait) / 3_600_000
  expect(total).toBeGreaterThan(18)
  expect(total).toBeLessThan(30)
  expect(waits[0]).toBeLessThanOrEqual(6_000)
  expect(new Set(Array.from({ length: 20 }, () => retryDelay(3, random))).size).toBeGreaterThan(5)
  expect(retryDelay(maxAttempts, random)).toBeUndefined()
})

test('[WH5] a receiver may ask for more patience, up to a bound', () => {
  const random = createSeededRandom(3)
  expect(retryDelay(1, random, 120_000)).toBe(120_000)
  expect(retryDelay(1, random, 1e12)).toBe(8 * 3_600_000)
})
