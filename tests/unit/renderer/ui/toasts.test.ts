import { expect, test } from 'vitest'
import { createToasts } from '../../../../renderer/ui/toasts.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

function later() {
  let resolve = (): void => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve: () => resolve() }
}

test('what was held when the last toast went holds none that comes later', () => {
  const clock = createVirtualClock()
  const toasts = createToasts(clock)
  const dismiss = toasts.say({ text: 'one' })
  toasts.hold(true)
  dismiss()
  toasts.say({ text: 'two' })
  clock.advance(8_000)
  expect(toasts.shown.read()).toEqual([])
})

test('finishing is over once all that was begun is', async () => {
  const clock = createVirtualClock()
  const toasts = createToasts(clock)
  const first = later()
  const second = later()
  let isOver = false
  toasts.say({ text: 'ended by itself', done: () => first.promise })
  clock.advance(8_000)
  toasts.say({ text: 'ended now', done: () => second.promise })
  const finished = toasts.finish().then(() => (isOver = true))
  second.resolve()
  await new Promise(setImmediate)
  expect(isOver).toBe(false)
  first.resolve()
  await finished
  expect(isOver).toBe(true)
})

test('finishing does not wait for ever', async () => {
  const clock = createVirtualClock()
  const toasts = createToasts(clock)
  toasts.say({ text: 'never ends', done: () => new Promise(() => undefined) })
  const finished = toasts.finish()
  clock.advance(2_000)
  await finished
})
