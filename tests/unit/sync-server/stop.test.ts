import { expect, test } from 'vitest'
import { createStop, stopWithinMs } from '../../../sync-server/stop.ts'
import { createPending } from '../../support/pending.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

function setup() {
  const clock = createVirtualClock()
  const closed = createPending()
  const codes: Array<number> = []
  const stop = createStop({ close: () => closed.promise, clock, exit: (code) => void codes.push(code) })
  return { clock, closed, codes, stop }
}

test('[ST2] a stop that takes longer than ten seconds is cut off', () => {
  const { clock, codes, stop } = setup()
  void stop()
  clock.advance(stopWithinMs - 1)
  expect(codes).toEqual([])
  clock.advance(1)
  expect(codes).toEqual([1])
})

test('[ST2] one that is done in time leaves nothing that ends the program, or keeps it alive', async () => {
  const { clock, closed, codes, stop } = setup()
  const stopped = stop()
  closed.resolve()
  await stopped
  clock.advance(stopWithinMs)
  expect(codes).toEqual([])
})
