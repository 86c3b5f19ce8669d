/**
 * Three devices of two people while connections end and power fails at any moment, between any two steps of what is under way: what is
 * promised of the outbox holds whatever the order. The chances are printed with a failure and can be played again.
 */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OpId } from '../../../core/protocol/ids.ts'
import { maxAppendsInFlight } from '../../../core/protocol/limits.ts'
import {
  createWorld,
  type Device,
  deliveriesOf,
  openIn,
  settled,
  textsOf,
  type World,
} from '../../support/devices.ts'

interface Step {
  readonly what:
    | 'post'
    | 'burst'
    | 'flap'
    | 'crash'
    | 'redact'
    | 'edit'
    | 'cut'
    | 'wake'
    | 'up'
    | 'down'
    | 'kill'
    | 'start'
    | 'settle'
    | 'ticks'
  readonly who: number
  readonly count: number
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('post' as const) },
    { weight: 8, arbitrary: fc.constantFrom('up' as const, 'down' as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'flap' as const,
        'cut' as const,
        'wake' as const,
        'ticks' as const,
        'settle' as const,
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'burst' as const,
        'crash' as const,
        'redact' as const,
        'edit' as const,
        'kill' as const,
        'start' as const,
      ),
    },
  ),
  who: fc.nat(2),
  count: fc.integer({ min: 1, max: 6 }),
})

/** More than may be under way at once. */
const burst = maxAppendsInFlight + 1

/** What people were told is safe. */
interface Said {
  readonly by: number
  readonly id: OpId
  text: string | undefined
}

async function take(
  world: World,
  devices: ReadonlyArray<Device>,
  said: Array<Said>,
  each: Step,
): Promise<void> {
  const device = devices[each.who]
  if (device === undefined) return
  const own = said.filter(({ by, text }) => by === each.who && text !== undefined).at(-1)
  switch (each.what) {
    case 'ticks':
      for (let tick = 0; tick < each.count; tick++) await Promise.resolve()
      return
    case 'settle':
      return settled()
    case 'start':
      device.faults.crashAfter = undefined
      if (!device.isOn()) await device.start()
      return
    case 'kill':
      return device.kill()
    case 'crash':
      device.faults.crashAfter = each.count
      return
    default:
  }
  if (!device.isOn()) return
  switch (each.what) {
    case 'up':
      return void device.wire()?.deliverToRelay(each.count)
    case 'down':
      return void device.wire()?.deliverToClient(each.count)
    case 'cut':
      return device.wire()?.cut()
    case 'wake':
      return device.engine().wake()
    case 'flap': {
      device.engine().wake()
      await settled()
      const wire = device.wire()
      wire?.deliverToClient() // opened
      wire?.deliverToRelay() // hello
      wire?.deliverToClient() // welcome and logs
      for (let tick = 1; tick < each.count; tick++) await Promise.resolve()
      return wire?.cut()
    }
    case 'burst':
      for (let post = 0; post < burst; post++) await take(world, devices, said, { ...each, what: 'post' })
      return
    case 'post': {
      world.clock.advance(1)
      const text = `${each.who} at ${world.clock.now()}` // no other has it, be it said to be safe or not
      const posting = openIn(device).post(text)
      const posted = await Promise.race([posting, settled().then(settled).then(settled)])
      if (posted?.ok !== true) return
      said.push({ by: each.who, id: posted.value, text })
      if (device.isOn() && device.wire()?.isOpen() !== true) expectUnsent(device, posted.value)
      return
    }
    case 'redact':
    case 'edit': {
      if (own === undefined) return
      world.clock.advance(1)
      const text = each.what === 'edit' ? `${own.text} again` : undefined
      const done = text === undefined ? openIn(device).redact(own.id) : openIn(device).edit(own.id, text)
      const answer = await Promise.race([done, settled().then(settled).then(settled)])
      own.text = answer?.ok === true ? text : undefined // without an answer it may have been done
      return
    }
  }
}

/** Written out of reach, it can be taken back unseen. */
function expectUnsent(device: Device, message: OpId): void {
  const shown = openIn(device)
    .view.read()
    .messages.find(({ id }) => id === message)
  expect(shown?.delivery).toEqual({ kind: 'queued', unsent: true })
}

test('[CR20][CR21][CR23][CR94] connections that end and power that fails at any moment lose nothing, double nothing and hold up nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const world = createWorld()
      const devices = [world.device(1), world.device(2), world.device(3, 1)]
      for (const device of devices) await device.start()
      await world.deliverAll()
      const said: Array<Said> = []
      for (const each of steps) await take(world, devices, said, each)
      for (const device of devices) {
        device.faults.crashAfter = undefined
        if (!device.isOn()) await device.start()
      }
      // No connection ends from here on: the next one would mend what this one holds up.
      for (const device of devices) if (device.wire()?.isOpen() !== true) device.engine().wake()
      for (let round = 0; round < 3; round++) {
        await world.deliverAll()
        world.clock.advance(1_500) // what the relay asked to wait for
      }
      const opened = devices.map((device) => openIn(device))
      await world.deliverAll()
      const [first, ...others] = opened.map(textsOf)
      for (const other of others) expect(other).toEqual(first)
      const kept = said.flatMap(({ text }) => (text === undefined ? [] : [text]))
      expect(first?.filter((text) => kept.includes(text)).toSorted()).toEqual(kept.toSorted())
      for (const [index, device] of devices.entries()) {
        expect(opened[index] && deliveriesOf(opened[index])).not.toContain('queued')
        expect(device.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
        expect(device.reports).toEqual([])
      }
    }),
    { numRuns: 150 },
  )
})
