import { expect, test } from 'vitest'
import { createWindowLock } from '../../../../renderer/platform/windows.ts'

test('[WN6] a window is there once its lock is granted, not when it was asked for', async () => {
  const granted: Array<() => void> = []
  const request = (_: string, __: unknown, use: () => unknown): Promise<unknown> =>
    new Promise<void>((resolve) => granted.push(resolve)).then(use)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of the browser's locks this is all that is used
  const locks = { request } as unknown as LockManager
  let isThere = false
  const there = createWindowLock(locks, 'tidings')
    .beThere('first')
    .then(() => (isThere = true))
  await Promise.resolve()
  expect([isThere, granted.length]).toEqual([false, 1])
  granted[0]?.()
  await there
  expect(isThere).toBe(true)
})
