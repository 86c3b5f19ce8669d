import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { millis } from '../../../../core/base/clock.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import {
  createSettings,
  type KeptSettings,
  maxSettings,
  type Notes,
} from '../../../../core/engine/personal/settings.ts'
import { workspaceId } from '../../../../core/protocol/ids.ts'
import { createMemoryStore } from '../../../../core/storage/memory-store.ts'
import type { Setting } from '../../../../core/conversation/about.ts'
import { settled } from '../../../support/devices.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

interface World {
  readonly clock: ReturnType<typeof createVirtualClock>
  /** What was written to the notes, in order. */
  readonly said: Array<string>
  readonly written: Map<string, Setting>
  isThere: boolean
  /** Until then nobody is told whether the notes can be had. */
  brought: Promise<void>
  readonly start: () => KeptSettings
}

function setup(isThere: boolean): World {
  const clock = createVirtualClock()
  const store = createMemoryStore()
  const notes: Notes = {
    written: () => (world.isThere ? new Map(world.written) : undefined),
    bring: async () => {
      const { isThere: wasThere } = world
      await world.brought
      return wasThere
    },
    write: async (draft) => {
      if (draft.kind !== 'setting') return fail({ kind: 'not-ready' })
      world.said.push(`${draft.key}=${draft.value ?? ''}`)
      world.written.set(draft.key, { value: draft.value, at: { time: clock.now(), counter: 0 } })
      return ok(undefined)
    },
  }
  const workspace = workspaceId('5'.repeat(32))
  const world: World = {
    clock,
    said: [],
    written: new Map(),
    isThere,
    brought: Promise.resolve(),
    start: () => createSettings({ workspace, clock, store, stored: () => undefined, notes }),
  }
  return world
}

describe('what a person sets', () => {
  test('[PS1] [PS3] shows at once; changes within a second are written as one', async () => {
    const world = setup(true)
    const settings = world.start()
    for (const value of ['1', '2', '3']) {
      const done = settings.set('star/1', value)
      expect(settings.all.read().get('star/1')).toBe(value)
      orThrow(await done)
    }
    expect(world.said).toEqual(['star/1=1'])
    world.clock.advance(1_000)
    await settled()
    expect(world.said).toEqual(['star/1=1', 'star/1=3'])
    orThrow(await settings.set('star/1', '4'))
    await settings.close()
    expect(world.said).toEqual(['star/1=1', 'star/1=3', 'star/1=4'])
  })

  test('[PS2] without notes it waits, over a restart, and is written when there are any', async () => {
    const world = setup(false)
    const first = world.start()
    orThrow(await first.set('star/1', 'mine'))
    await first.close()
    const second = world.start()
    await settled()
    expect(second.all.read().get('star/1')).toBe('mine')
    world.isThere = true
    second.look()
    await settled()
    expect(world.said).toEqual(['star/1=mine'])
    await second.close()
  })

  test('[PS2] notes that come while it is asked for them are written to at once', async () => {
    const world = setup(false)
    let answer = (): void => undefined
    world.brought = new Promise((resolve) => (answer = resolve))
    const settings = world.start()
    const done = settings.set('star/1', 'mine')
    await settled()
    world.isThere = true
    settings.look()
    await settled()
    answer()
    orThrow(await done)
    expect(world.said).toEqual(['star/1=mine'])
    await settings.close()
  })

  test('[PS2] what another device has set later meanwhile goes before it', async () => {
    const world = setup(false)
    const settings = world.start()
    orThrow(await settings.set('star/1', 'mine'))
    orThrow(await settings.set('star/2', 'mine'))
    const now = world.clock.now()
    world.written.set('star/1', { value: 'theirs', at: { time: millis(now + 5), counter: 0 } })
    world.written.set('star/2', { value: 'theirs', at: { time: millis(now - 5), counter: 0 } })
    world.isThere = true
    settings.look()
    await settled()
    expect(world.said).toEqual(['star/2=mine'])
    expect([...settings.all.read()]).toEqual([
      ['star/1', 'theirs'],
      ['star/2', 'mine'],
    ])
    await settings.close()
  })

  test('[PS4] what does not fit is refused, and what is there stays', async () => {
    const world = setup(true)
    for (let each = 0; each < maxSettings; each++)
      world.written.set(`k/${each}`, { value: 'x', at: { time: millis(1), counter: 0 } })
    const settings = world.start()
    settings.look()
    expect(await settings.set('one/more', 'x')).toEqual(fail({ kind: 'too-many', limit: maxSettings }))
    expect(await settings.set('k/1', 'x'.repeat(16_385))).toEqual(
      fail({ kind: 'too-long', length: 16_385, limit: 16_384 }),
    )
    await expect(settings.set('Not a key', 'x')).rejects.toThrow('not a key')
    expect(settings.all.read().get('k/1')).toBe('x')
    orThrow(await settings.set('k/1', undefined))
    orThrow(await settings.set('one/more', 'x'))
    await settings.close()
  })
})
