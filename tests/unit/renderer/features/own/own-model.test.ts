import { expect, test } from 'vitest'
import { createCell } from '../../../../../core/base/readable.ts'
import { millis } from '../../../../../core/base/clock.ts'
import { createOwn } from '../../../../../renderer/features/own/own-model.ts'
import { endAt, endOf } from '../../../../../renderer/features/own/until.ts'
import type { Activity } from '../../../../../renderer/platform/activity.ts'
import { createFakeEngine, workspaceWith } from '../../../../support/fake-engine.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

function setup() {
  const engine = createFakeEngine(workspaceWith(1), workspaceWith(2))
  const clock = createVirtualClock()
  const activity = createCell<Activity>('online')
  const own = createOwn({ engine, clock, activity })
  const said = () => engine.calls.filter((call) => call.startsWith('presence')).at(-1)
  return { engine, clock, activity, own, said, stop: own.start() }
}

test('[PS12] others see whether the person is there, unless something else was chosen, until its end', () => {
  const { clock, activity, own, said } = setup()
  expect(said()).toBe('presence online')
  activity.write('away')
  expect(said()).toBe('presence away')
  own.change({ status: { status: 'busy', until: millis(clock.now() + 60_000) } })
  expect([said(), own.state.read().status]).toEqual(['presence busy', 'busy'])
  activity.write('online')
  expect(said()).toBe('presence busy')
  clock.advance(59_000)
  expect(said()).toBe('presence busy')
  clock.advance(21_000)
  expect([said(), own.state.read().status]).toEqual(['presence online', 'online'])
})

test('[PS10] it holds in every workspace, in one that is joined later, and for who has left one', () => {
  const { engine, own, clock } = setup()
  own.change({ quietUntil: millis(clock.now() + 3_600_000) })
  expect(own.state.read().isQuiet).toBe(true)
  const [first, second] = [workspaceWith(1), workspaceWith(2)]
  for (const { id } of [first, second]) expect(engine.personal(id).all.read().has('own/quiet')).toBe(true)
  engine.directory.write({ loaded: true, workspaces: [second, workspaceWith(3)] })
  expect(own.state.read().isQuiet).toBe(true)
  own.change({ quietUntil: undefined })
  expect(own.state.read().isQuiet).toBe(false)
})

test('what has ended follows nothing any more', () => {
  const { own, activity, said, stop, clock } = setup()
  stop()
  activity.write('away')
  own.change({ status: { status: 'busy', until: undefined } })
  expect(said()).toBe('presence online')
  expect(clock.pending()).toBe(0)
})

test('an end is told from now on; today ends at midnight; one that lies behind is none', () => {
  const now = millis(new Date(2026, 10, 2, 9).getTime())
  expect(endOf('half-hour', now) - now).toBe(1_800_000)
  expect(endOf('hour', now) - now).toBe(3_600_000)
  expect(new Date(endOf('today', now))).toEqual(new Date(2026, 10, 3))
  expect(endAt('2026-11-02T09:30', now)).toBe(now + 1_800_000)
  expect([endAt('2026-11-02T09:00', now), endAt('', now), endAt('soon', now)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
