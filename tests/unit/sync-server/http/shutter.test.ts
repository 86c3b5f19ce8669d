import fastify from 'fastify'
import { expect, test } from 'vitest'
import { createShutter, finishWithinMs } from '../../../../sync-server/http/shutter.ts'
import { createPending } from '../../../support/pending.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

test('[ST1] a request that is never done holds a stop up for its time, and no longer', async () => {
  const clock = createVirtualClock()
  const shutter = createShutter(clock)
  const app = fastify()
  shutter.watch(app)
  const begun = createPending()
  const never = createPending()
  app.get('/slow', async () => {
    begun.resolve()
    await never.promise
    return 'done'
  })
  const slow = app.inject('/slow')
  await begun.promise
  let isLowered = false
  const lowered = shutter.lower().then(() => (isLowered = true))
  clock.advance(finishWithinMs - 1)
  await Promise.resolve()
  expect([shutter.isDown(), isLowered]).toEqual([true, false])
  expect((await app.inject('/slow')).statusCode).toBe(503)
  clock.advance(1)
  await lowered
  never.resolve()
  expect((await slow).statusCode).toBe(200)
  await app.close()
})
