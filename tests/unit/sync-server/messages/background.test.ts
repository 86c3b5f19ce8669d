import { expect, test } from 'vitest'
import { conversationId } from '../../../../core/protocol/ids.ts'
import { createBackground, quietMs } from '../../../../sync-server/messages/background.ts'
import { createPending } from '../../../support/pending.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

test('[ST2] a long log that is being read does not hold a stop up: it is left at the next pause', async () => {
  const clock = createVirtualClock()
  const resting = createPending()
  const rested = createPending()
  let [batches, rests] = [0, 0]
  const background = createBackground({
    store: { behind: async () => [{ conversation: conversationId('1'.repeat(32)), entries: 1 }] },
    projection: {
      index: async (_conversation, pause) => {
        for (;;) {
          batches++
          await pause?.()
        }
      },
    },
    rest: () => {
      rests++
      resting.resolve()
      return rested.promise
    },
    clock,
    log: { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} },
  })
  clock.advance(quietMs)
  await resting.promise
  const stopped = background.stop()
  rested.resolve()
  await stopped
  expect([batches, rests]).toEqual([2, 1])
})
