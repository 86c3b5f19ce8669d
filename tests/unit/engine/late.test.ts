import { expect, test } from 'vitest'
import { createWorld, type Device, openIn, settled, textsOf } from '../../support/devices.ts'

const deliver = async (devices: ReadonlyArray<Device>): Promise<void> => {
  for (let step = 0; step < 20; step++) {
    await settled()
    for (const device of devices) {
      device.wire()?.deliverToRelay()
      device.wire()?.deliverToClient()
    }
  }
}

/** She has read "newer" by then; "late" was written a minute before that, by somebody out of reach. */
async function setupLate() {
  const world = createWorld()
  const [hers, his, third] = [world.device(1), world.device(2), world.device(3)]
  for (const device of [hers, his, third]) await device.start()
  await world.deliverAll()
  his.wire()?.cut()
  const late = await openIn(his).post('late')
  world.clock.advance(60_000)
  await openIn(third).post('newer')
  const opened = openIn(hers)
  await deliver([hers, third])
  opened.markSeen()
  await deliver([hers, third])
  return { world, hers, his, opened, late: late.ok ? late.value : undefined }
}

test('[UB9] what was written before the last message that one has read, and came in after it, is told as late until it is seen', async () => {
  const { world, hers, opened, late } = await setupLate()
  expect([textsOf(opened), opened.view.read().late]).toEqual([['newer'], []])
  await world.deliverAll()
  expect(textsOf(opened)).toEqual(['late', 'newer'])
  expect(opened.view.read().late).toEqual([late])

  world.clock.advance(1_000)
  await world.deliverAll()
  hers.kill()
  await hers.start()
  const again = openIn(hers)
  await world.deliverAll()
  expect(again.view.read().late).toEqual([late])
  again.markSeen()
  await world.deliverAll()
  expect(again.view.read().late).toEqual([])
})

test('[UB9] nothing is late that was taken back, or came in as it was written', async () => {
  const { world, his, opened, late } = await setupLate()
  await world.deliverAll()
  if (late !== undefined) await openIn(his).redact(late)
  await openIn(his).post('newest')
  await world.deliverAll()
  expect(textsOf(opened)).toEqual(['', 'newer', 'newest'])
  expect(opened.view.read().late).toEqual([])
})
