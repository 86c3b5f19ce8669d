import { expect, test } from 'vitest'
import { createActivity, idleMs } from '../../../../renderer/platform/activity.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

function setup(systemIdle: () => number | undefined) {
  const clock = createVirtualClock()
  const page = new EventTarget()
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  let lock = (_isLocked: boolean): void => undefined
  const activity = createActivity(clock, Object.assign(page, { document }), {
    idle: async () => systemIdle(),
    onLock: (told) => (lock = told),
  })
  const pass = async (time: number): Promise<string> => {
    clock.advance(time)
    await Promise.resolve()
    await Promise.resolve()
    return activity.read()
  }
  return {
    activity,
    document,
    pass,
    lock: (isLocked: boolean) => lock(isLocked),
    press: () => page.dispatchEvent(new Event('keydown')),
  }
}

test('[PS12] five minutes without a key or a move are away, and the next one is not', async () => {
  const { pass, press, activity, document } = setup(() => undefined)
  expect(await pass(idleMs - 1)).toBe('online')
  press()
  expect(await pass(idleMs - 1)).toBe('online')
  expect(await pass(1)).toBe('away')
  press()
  expect(activity.read()).toBe('online')
  document.visibilityState = 'hidden'
  document.dispatchEvent(new Event('visibilitychange'))
  expect(await pass(idleMs)).toBe('away')
})

test('[PS12] whoever works in another program is not away, as long as they do', async () => {
  let idle = 0
  const { pass } = setup(() => idle)
  expect(await pass(idleMs)).toBe('online')
  expect(await pass(idleMs)).toBe('online')
  idle = idleMs
  expect(await pass(idleMs)).toBe('away')
  idle = 0
  expect(await pass(60_000)).toBe('online')
})

test('[DT14] whoever locks the screen is away at once, and back when it is open again', async () => {
  const { activity, lock, pass } = setup(() => 0)
  lock(true)
  expect(activity.read()).toBe('away')
  expect(await pass(idleMs)).toBe('away') // what the machine says of keys does not count behind a lock
  lock(false)
  expect(activity.read()).toBe('online')
})
