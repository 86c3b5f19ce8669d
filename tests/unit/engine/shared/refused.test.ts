import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { deliveriesOf, general, openIn, settled, textsOf, workspace } from '../../../support/devices.ts'
import { setupWindows, type Window, type WindowWorld } from '../../../support/window-world.ts'

/** What the first window wrote second was refused for good. */
async function refused(): Promise<WindowWorld & { readonly first: Window; readonly second: Window }> {
  const set = await setupWindows()
  const [first, second] = [await set.window('first'), await set.window('second')]
  orThrow(await first.open.post('before'))
  await set.world.deliverAll()
  set.world.relay.refuseNext('invalid')
  for (const text of ['refused', 'behind it']) {
    set.world.clock.advance(1)
    orThrow(await first.open.post(text))
    await set.world.deliverAll()
  }
  expect(deliveriesOf(second.open)).toEqual(['relay', 'refused', 'queued'])
  return { ...set, first, second }
}

describe('what the relay refused', () => {
  test('[WN1] is given up from any window', async () => {
    const { world, bob, first, second } = await refused()
    const [, target] = second.open.view.read().messages
    const given = target && second.open.discard(target.id)
    await world.deliverAll()
    expect(await given).toEqual({ ok: true, value: undefined })
    for (const { open } of [first, second]) {
      expect(textsOf(open)).toEqual(['before', 'behind it'])
      expect(deliveriesOf(open)).toEqual(['relay', 'relay'])
    }
    const others = openIn(bob)
    await world.deliverAll()
    expect(textsOf(others)).toEqual(['before', 'behind it'])
  })

  test('[WN1] is tried again from any window', async () => {
    const { world, first, second } = await refused()
    const [, target] = second.open.view.read().messages
    if (target !== undefined) second.open.retry(target.id)
    await world.deliverAll()
    for (const { open } of [first, second]) expect(deliveriesOf(open)).toEqual(['relay', 'relay', 'relay'])
  })

  test('[WN1] is not tried again while any window is about to give it up', async () => {
    const { world, first, second } = await refused()
    const [, target] = second.open.view.read().messages
    if (target === undefined) throw new Error('not there')
    second.open.withhold(true)
    await world.deliverAll()
    world.relay.tell([{ kind: 'channel', id: general, workspace, name: 'general', topic: 'open again' }])
    await world.deliverAll()
    expect(deliveriesOf(first.open)).toEqual(['relay', 'refused', 'queued'])
    second.open.withhold(false)
    await world.deliverAll()
    for (const { open } of [first, second]) expect(deliveriesOf(open)).toEqual(['relay', 'relay', 'relay'])
  })

  test('[WN1] is not tried again when one of two windows that were about to give it up thinks better of it', async () => {
    const { world, first, second } = await refused()
    for (const { open } of [first, second]) {
      open.withhold(true)
      open.withhold(true)
    }
    await world.deliverAll()
    world.relay.tell([{ kind: 'channel', id: general, workspace, name: 'general', topic: 'open again' }])
    await world.deliverAll()
    first.open.withhold(false)
    await world.deliverAll()
    expect(deliveriesOf(second.open)).toEqual(['relay', 'refused', 'queued'])
    second.open.withhold(false)
    await world.deliverAll()
    expect(deliveriesOf(second.open)).toEqual(['relay', 'relay', 'relay'])
  })

  test('[WN6] is tried again once a window that was about to give it up has ended', async () => {
    const { world, first, second } = await refused()
    second.open.withhold(true)
    await world.deliverAll()
    world.relay.tell([{ kind: 'channel', id: general, workspace, name: 'general', topic: 'open again' }])
    await world.deliverAll()
    expect(deliveriesOf(first.open)).toEqual(['relay', 'refused', 'queued'])
    second.die()
    await world.deliverAll()
    expect(deliveriesOf(first.open)).toEqual(['relay', 'relay', 'relay'])
  })

  test('[WN6] is given up by a window that ends with it, and never sent', async () => {
    const { world, bob, first, second } = await refused()
    const [, target] = second.open.view.read().messages
    if (target === undefined) throw new Error('not there')
    second.open.withhold(true)
    await world.deliverAll()
    world.relay.tell([{ kind: 'channel', id: general, workspace, name: 'general', topic: 'open again' }])
    await world.deliverAll()
    void second.open.discard(target.id)
    second.die()
    await world.deliverAll()
    expect(textsOf(first.open)).toEqual(['before', 'behind it'])
    expect(deliveriesOf(first.open)).toEqual(['relay', 'relay'])
    const others = openIn(bob)
    await settled()
    expect(textsOf(others)).toEqual(['before', 'behind it'])
  })

  test('[WN1] and could not be given up says why', async () => {
    const { world, alice, second } = await refused()
    alice.faults.outbox = 'full'
    const [, target] = second.open.view.read().messages
    const given = target && second.open.discard(target.id)
    await world.deliverAll()
    expect(await given).toEqual({ ok: false, failure: { kind: 'outbox', failure: { kind: 'full' } } })
  })

  test('[WN4] is not lost sight of when the window that was to give it up ends', async () => {
    const { world, first, second } = await refused()
    const [, target] = second.open.view.read().messages
    if (target === undefined) throw new Error('not there')
    const given = second.open.discard(target.id)
    first.die()
    world.relay.refuseNext('invalid')
    await world.deliverAll()
    expect((await given).ok).toBe(true)
    expect(deliveriesOf(second.open)).toEqual(['relay', 'refused', 'queued'])
    const again = second.open.discard(target.id)
    await world.deliverAll()
    expect((await again).ok).toBe(true)
    expect(textsOf(second.open)).toEqual(['before', 'behind it'])
  })
})

/** The relay signs with a key that it has not announced. */
async function falseReceipt({ world }: WindowWorld, { open }: Window): Promise<void> {
  world.relay.keys.change({ announced: false })
  orThrow(await open.post('signed for with another key'))
  await world.deliverAll()
}

describe('notices', () => {
  test('[WN10] are in all windows until dismissed in one', async () => {
    const set = await setupWindows()
    const [first, second] = [await set.window('first'), await set.window('second')]
    await falseReceipt(set, first)
    for (const { engine } of [first, second])
      expect(engine.notices.read()).toEqual([{ kind: 'receipt-false' }])
    second.engine.dismiss('receipt-false')
    await set.world.deliverAll()
    for (const { engine } of [first, second]) expect(engine.notices.read()).toEqual([])
  })

  test('[WN10] stay when the window that runs the engine ends, one a kind, and go when dismissed then', async () => {
    const set = await setupWindows()
    const { world, window } = set
    const [first, second, third] = [await window('first'), await window('second'), await window('third')]
    const shown = (): ReadonlyArray<unknown> => [second, third].map(({ engine }) => engine.notices.read())
    await falseReceipt(set, first)
    first.die()
    await world.deliverAll()
    expect(shown()).toEqual([[{ kind: 'receipt-false' }], [{ kind: 'receipt-false' }]])
    world.clock.advance(60_000)
    await world.deliverAll()
    await falseReceipt(set, second)
    expect(shown()).toEqual([[{ kind: 'receipt-false' }], [{ kind: 'receipt-false' }]])
    third.engine.dismiss('receipt-false')
    await world.deliverAll()
    expect(shown()).toEqual([[], []])
  })
})
