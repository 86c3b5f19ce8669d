import { expect, test } from 'vitest'
import { proportionalMb, residentMb } from '../../../bench/lib/process-usage.ts'

test('what a process takes is no more than what it has resident, as it shares some of that', () => {
  const taken = proportionalMb(process.pid)
  expect(taken).toBeGreaterThan(10)
  expect(taken).toBeLessThan(residentMb(process.pid))
})
