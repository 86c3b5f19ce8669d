import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { lockWhenIdle } from '../../../../main/policy/lock-when-idle.ts'
import { keepPolicy, type PolicyReading } from '../../../../main/policy/policy.ts'
import { createTestPolicy } from '../../../support/policies.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const said = (values: Record<string, unknown>, source = 'a.json'): PolicyReading => ({
  sources: [{ layer: 'machine-mandatory', source, values: new Map(Object.entries(values)) }],
  troubles: [],
})

async function setupKept(first: PolicyReading) {
  const world = { now: first, reads: 0, isWatched: true, changed: (): void => undefined }
  const clock = createVirtualClock()
  const policy = await keepPolicy({
    read: async () => {
      world.reads++
      return world.now
    },
    watch: (changed) => {
      world.changed = changed
      return () => (world.isWatched = false)
    },
    clock,
  })
  const heard: Array<number> = []
  policy.state.listen(() => heard.push(policy.value('MaxFileMb')))
  return { world, clock, policy, heard }
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('[PO10] policies are read at the start, by the clock, and when something changes', async () => {
  const { world, clock, policy, heard } = await setupKept(said({ MaxFileMb: 5 }))
  expect([policy.value('MaxFileMb'), policy.isLocked('MaxFileMb')]).toEqual([5, true])
  world.now = said({ MaxFileMb: 6 })
  clock.advance(millis(5 * 60_000))
  await settle()
  world.now = said({ MaxFileMb: 7 })
  world.changed()
  await settle()
  expect(heard).toEqual([6, 7])
  world.changed() // nothing is new: nobody is told
  await settle()
  expect(heard).toEqual([6, 7])
})

test('[PO10] a change in the middle of a reading is read as well', async () => {
  const { world, heard } = await setupKept(said({ MaxFileMb: 5 }))
  world.changed()
  world.now = said({ MaxFileMb: 6 })
  world.changed()
  await settle()
  expect(heard.at(-1)).toBe(6)
  expect(world.reads).toBe(3)
})

test('[PO10] a place that cannot be read now keeps what it said; one that is gone does not', async () => {
  const { world, policy } = await setupKept(said({ AllowFileUpload: false }))
  world.now = { sources: [], troubles: [{ source: 'a.json', kind: 'malformed' }] }
  world.changed()
  await settle()
  expect(policy.value('AllowFileUpload', true)).toBe(false)
  expect(policy.state.read().notes).toEqual([{ source: 'a.json', kind: 'malformed' }])
  world.changed() // and so it stays
  await settle()
  expect(policy.value('AllowFileUpload', true)).toBe(false)
  world.now = { sources: [], troubles: [] }
  world.changed()
  await settle()
  expect(policy.value('AllowFileUpload')).toBe(true)
})

test('[PO10] once closed nothing is read any more', async () => {
  const { world, clock, policy } = await setupKept(said({}))
  policy.close()
  world.changed()
  clock.advance(millis(3_600_000))
  await settle()
  expect([world.reads, world.isWatched]).toEqual([1, false])
})

test('[PO9] nothing that a person sets is asked: one environment variable alone, where Windows is not in its place', () => {
  const folder = path.resolve(import.meta.dirname, '../../../../main/policy')
  const asked = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      [
        ...readFileSync(path.join(folder, name), 'utf8').matchAll(
          /process\.(argv|cwd|env\['\w+'\]|env\b(?!\[))/g,
        ),
      ].map(([found]) => `${name}: ${found}`),
    )
  expect(asked).toEqual(["system-policies.ts: process.env['SystemRoot']"])
})

test('[PO19] the app locks once nobody was there for as long as set, once for each absence', () => {
  const policy = createTestPolicy({ LockAfterIdleMinutes: 2 })
  const clock = createVirtualClock()
  let idle = 0
  let locks = 0
  const stop = lockWhenIdle({ policy, clock, idleSeconds: () => idle, lock: () => locks++ })
  const pass = (seconds: number): void => {
    for (let left = seconds; left > 0; left -= 15) {
      idle += 15
      clock.advance(millis(15_000))
    }
  }
  pass(105)
  expect(locks).toBe(0)
  pass(15)
  expect(locks).toBe(1)
  pass(600)
  expect(locks).toBe(1)
  idle = 0
  pass(135)
  expect(locks).toBe(2)
  policy.set({ LockAfterIdleMinutes: 0 })
  idle = 0
  pass(10_000)
  expect(locks).toBe(2)
  stop()
  policy.set({ LockAfterIdleMinutes: 1 })
  pass(600)
  expect(locks).toBe(2)
})
