import { expect, test } from 'vitest'
import { commitDistanceMs, createPace } from '../../../../sync-server/relay/pace.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

test('whoever writes alone waits for nobody; under load commits keep their distance', () => {
  const clock = createVirtualClock()
  const commits: Array<number> = []
  const pace = createPace({ clock, soon: (run) => run() })
  const commit = (entries: number) => (): number => {
    commits.push(clock.now())
    return entries
  }
  for (let alone = 0; alone < 20; alone++) {
    clock.advance(5)
    pace.next(commit(1))
  }
  expect(commits.length).toBe(20)
  for (let busy = 0; busy < 100; busy++) {
    pace.next(commit(20))
    clock.advance(commitDistanceMs)
  }
  expect(clock.now() - (commits.at(-1) ?? 0)).toBeLessThanOrEqual(commitDistanceMs)
  const last = commits.slice(-10)
  for (const [index, at] of last.entries()) {
    if (index > 0) expect(at - (last[index - 1] ?? 0)).toBe(commitDistanceMs)
  }
})
