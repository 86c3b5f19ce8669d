import { expect, test } from 'vitest'
import { fail, ok, type Result } from '../../../../../core/base/result.ts'
import type { BackupRepeat } from '../../../../../core/bridge/backup-contract.ts'
import type { BackUpFailure } from '../../../../../renderer/features/backup/make-backup.ts'
import { startRepeating } from '../../../../../renderer/features/backup/repeating.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

const hourMs = 3_600_000
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

/** A page; `held`: another window has the lock. */
function setup(repeat: Partial<BackupRepeat> | undefined) {
  const clock = createVirtualClock()
  const world = {
    repeat: repeat && { every: 'day' as const, folder: '/backups', made: clock.now(), ...repeat },
    outcome: ok('/backups/file') as Result<string, BackUpFailure>,
    held: false,
    made: 0,
    failures: [] as Array<string>,
    stops: [] as Array<AbortSignal>,
  }
  const stop = startRepeating({
    clock,
    alone: async (run) => {
      if (!world.held) await run()
    },
    read: async () => world.repeat,
    make: async (signal) => {
      world.made += 1
      world.stops.push(signal)
      if (world.outcome.ok && world.repeat) world.repeat = { ...world.repeat, made: clock.now() }
      return world.outcome
    },
    failed: ({ kind }) => world.failures.push(kind),
  })
  const pass = async (hours: number): Promise<void> => {
    for (let hour = 0; hour < hours; hour++) {
      await settle()
      clock.advance(hourMs)
    }
    await settle()
  }
  return { clock, world, stop, pass }
}

test('[BU8] a backup is made when it is due, once a day or a week, and none where none was asked for', async () => {
  const daily = setup({ every: 'day' })
  await daily.pass(23)
  expect(daily.world.made).toBe(0)
  await daily.pass(1)
  expect(daily.world.made).toBe(1)
  await daily.pass(24 * 6)
  expect(daily.world.made).toBe(7)
  const weekly = setup({ every: 'week' })
  await weekly.pass(24 * 14)
  expect(weekly.world.made).toBe(2)
  const none = setup(undefined)
  await none.pass(48)
  expect(none.world.made).toBe(0)
})

test('[BU8] one that was due while the app was shut is made at once; of several windows one makes it', async () => {
  const late = setup({ every: 'week', made: Date.UTC(2026, 8, 1) })
  await settle()
  expect(late.world.made).toBe(1)
  const second = setup({ every: 'day' })
  second.world.held = true
  await second.pass(72)
  expect(second.world.made).toBe(0)
  second.world.held = false // the other window was closed
  await second.pass(1)
  expect(second.world.made).toBe(1)
})

test('[BU8] one that cannot be made is tried every hour, and told once for each reason', async () => {
  const { world, pass } = setup({ every: 'day' })
  world.outcome = fail({ kind: 'disk', detail: 'ENOENT' })
  await pass(27)
  expect(world.made).toBe(4)
  expect(world.failures).toEqual(['disk'])
  world.outcome = fail({ kind: 'disk-full' })
  await pass(2)
  expect(world.failures).toEqual(['disk', 'disk-full'])
  world.outcome = ok('/backups/file')
  await pass(1)
  const { made } = world
  await pass(23)
  expect(world.made).toBe(made)
  world.outcome = fail({ kind: 'locked' }) // the person has left: nothing to tell
  await pass(2)
  expect(world.failures).toHaveLength(2)
})

test('[BU8] a clock that was a year ahead once does not put it off for a year', async () => {
  const { world, pass, clock } = setup({ every: 'week', made: Date.UTC(2027, 10, 2) })
  await settle()
  expect(world.made).toBe(1)
  expect(world.repeat?.made).toBe(clock.now())
  await pass(24 * 6)
  expect(world.made).toBe(1)
})

test('[BU8] who leaves ends it: what is being made is called off, and nothing is looked for any more', async () => {
  const { world, stop, pass, clock } = setup({ made: 0 })
  await settle()
  expect(world.stops.map(({ aborted }) => aborted)).toEqual([false])
  stop()
  expect(world.stops.map(({ aborted }) => aborted)).toEqual([true])
  await pass(30)
  expect(world.made).toBe(1)
  expect(clock.pending()).toBe(0)
})
