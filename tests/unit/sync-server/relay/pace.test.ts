import { expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { createPace, maxDistanceMs, retryAfterMs } from '../../../../sync-server/relay/pace.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

interface Begun {
  readonly at: number
  readonly entries: number
}

/** Commits that take `takesMs` each, asked for whenever `waiting` says that entries wait and none is under way. */
function setupPace(takesMs: number) {
  const clock = createVirtualClock()
  const pace = createPace({ clock, soon: (run) => run() })
  const commits: Array<Begun> = []
  let waiting = 0
  let isBusy = false
  const ask = (): void => {
    if (isBusy || waiting === 0) return
    isBusy = true
    pace.next(async () => {
      const entries = waiting
      waiting = 0
      commits.push({ at: clock.now(), entries })
      await new Promise<void>((resolve) => void clock.after(millis(takesMs), resolve))
      isBusy = false
      return entries
    })
  }
  /** Lets time pass; `each` puts entries in, once a millisecond. */
  const pass = async (time: number, each: () => number): Promise<void> => {
    for (let passed = 0; passed < time; passed++) {
      waiting += each()
      ask()
      clock.advance(1)
      await Promise.resolve()
      await Promise.resolve()
      ask()
    }
  }
  return { clock, pass, commits, isIdle: () => !isBusy && waiting === 0 }
}

const gaps = (commits: ReadonlyArray<Begun>): ReadonlyArray<number> =>
  commits.slice(1).map(({ at }, index) => at - (commits[index]?.at ?? 0))

test('whoever writes alone waits for nobody, however fast the next follows on the ack', async () => {
  const { pass, commits, isIdle } = setupPace(1)
  await pass(1_000, () => (isIdle() ? 1 : 0))
  const waits = gaps(commits).filter((gap) => gap > 2)
  expect(commits.length).toBeGreaterThan(450)
  expect(waits.length).toBeLessThanOrEqual(1_000 / retryAfterMs + 1)
  expect(Math.max(...commits.map(({ entries }) => entries))).toBe(1)
})

test('many writers share commits, which begin a few times as far apart as one takes', async () => {
  const { pass, commits } = setupPace(1)
  await pass(1_000, () => 1)
  for (const { entries } of commits.slice(100)) expect(entries).toBe(6)
  for (const gap of gaps(commits.slice(100))) expect(gap).toBe(6)
})

test('with a slow disk they never wait longer than the longest distance', async () => {
  const { pass, commits } = setupPace(6)
  await pass(1_000, () => 1)
  for (const gap of gaps(commits.slice(100))) expect(gap).toBe(maxDistanceMs)
})

test('a wall clock that jumps, back or forth, makes nobody wait longer', async () => {
  const { clock, pass, commits } = setupPace(1)
  await pass(1_000, () => 1)
  for (let moment = 0; moment < 12; moment++) {
    for (const jump of [-3_600_000, 3_600_000]) {
      await pass(201, () => 1) // so that it meets each moment between two commits
      const before = commits.length
      clock.setWallTime(clock.now() + jump)
      await pass(20, () => 1)
      expect(commits.length - before).toBeGreaterThanOrEqual(2)
    }
  }
})

test('many after one who wrote alone share commits within two tries', async () => {
  const { pass, commits, isIdle } = setupPace(1)
  await pass(1_000, () => (isIdle() ? 1 : 0))
  const alone = commits.length
  await pass(2 * retryAfterMs, () => 1)
  await pass(1_000, () => 1)
  const single = commits.slice(alone).filter(({ entries }) => entries < 4)
  expect(single.length).toBeLessThanOrEqual(2 * retryAfterMs)
  for (const { entries } of commits.slice(-100)) expect(entries).toBe(6)
})

test('one who writes alone after many waits for nobody again', async () => {
  const { pass, commits, isIdle } = setupPace(1)
  await pass(1_000, () => 1)
  const many = commits.length
  await pass(1_000, () => (isIdle() ? 1 : 0))
  expect(commits.length - many).toBeGreaterThan(430)
})
