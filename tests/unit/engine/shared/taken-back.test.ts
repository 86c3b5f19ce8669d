import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { openIn, textsOf } from '../../../support/devices.ts'
import { setupWindows } from '../../../support/window-world.ts'

test('[WN6] [CR94] what has not gone up is deleted by a window that ends with it, and never sent', async () => {
  const { world, alice, bob, window } = await setupWindows()
  const [first, second] = [await window('first'), await window('second')]
  orThrow(await first.open.post('before'))
  await world.deliverAll()
  alice.wire()?.cut()
  for (const text of ['secret', 'behind it']) {
    world.clock.advance(1)
    orThrow(await first.open.post(text))
  }
  await world.deliverAll()
  const [, target] = second.open.view.read().messages
  expect(target?.delivery).toEqual({ kind: 'queued', unsent: true })
  if (target === undefined) throw new Error('not there')
  second.open.withhold(true)
  await world.deliverAll()
  first.engine.wake()
  await world.deliverAll()
  const others = openIn(bob)
  await world.deliverAll()
  expect(textsOf(others)).toEqual(['before'])
  void second.open.redact(target.id)
  second.die()
  await world.deliverAll()
  for (const each of [first.open, others]) expect(textsOf(each)).toEqual(['before', 'behind it'])
})
