import { expect, test } from 'vitest'
import { createFailureToast } from '../../../../../renderer/features/crash/failure-toast.ts'
import { createToasts } from '../../../../../renderer/ui/toasts.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

test('[DT19] what fails again and again is said once, and again once that was over', () => {
  const clock = createVirtualClock()
  const toasts = createToasts(clock)
  const failed = createFailureToast(toasts)
  failed()
  failed()
  expect(toasts.shown.read()).toHaveLength(1)
  clock.advance(8_000)
  expect(toasts.shown.read()).toEqual([])
  failed()
  expect(toasts.shown.read()).toHaveLength(1)
})
