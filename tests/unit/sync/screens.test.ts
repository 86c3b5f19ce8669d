import { expect, test } from 'vitest'
import { setupReader } from '../../support/device-worlds.ts'
import { deliveriesOf, createWorld, general, openIn, settled, textsOf } from '../../support/devices.ts'
import { createStranger, fillLog } from '../../support/strangers.ts'
import { entryIdOf } from '../../../core/protocol/entry.ts'

const range = (from: number, to: number): ReadonlyArray<string> =>
  Array.from({ length: to - from }, (_, each) => `message ${from + each}`)

test('[CR71] the newest screen is there before the rest of its segment, and gives way to it without a change', async () => {
  const world = createWorld()
  fillLog(world.relay, general, 300)
  world.relay.settings.pageEntries = 100
  const alice = world.device(1)
  await alice.start()
  await settled()
  alice.wire()?.deliverToClient()
  alice.wire()?.deliverToRelay()
  alice.wire()?.deliverToClient()
  await settled()
  const opened = openIn(alice)
  const seen: Array<ReadonlyArray<string>> = []
  opened.view.listen(() => void seen.push(textsOf(opened)))
  await settled()
  alice.wire()?.deliverToRelay()
  alice.wire()?.deliverToClient(1)
  await settled()
  expect(opened.view.read()).toMatchObject({ opening: true, preview: true, before: 'loading' })
  expect(textsOf(opened)).toEqual(range(236, 300))
  const previewed = opened.view.read().messages
  await world.deliverAll()
  expect(opened.view.read()).toMatchObject({ opening: false, preview: false, before: 'beginning' })
  expect(textsOf(opened)).toEqual(range(0, 300))
  expect(opened.view.read().messages.slice(236)).toEqual(previewed)
  expect(seen.filter(({ length }) => length > 0 && length < 300).every(({ length }) => length === 64)).toBe(
    true,
  )
})

test('[CR71] the screen is kept: it is there offline and after a restart, until the segment is', async () => {
  const { world, alice } = await setupReader(300)
  alice.kill()
  await alice.start()
  alice.wire()?.cut()
  const opened = openIn(alice)
  await settled()
  expect(opened.view.read()).toMatchObject({ opening: false, preview: true, before: 'unreachable' })
  expect(textsOf(opened)).toEqual(range(236, 300))
  alice.engine().wake()
  await world.deliverAll()
  expect(textsOf(opened)).toEqual(range(0, 300))
  expect(opened.view.read().preview).toBe(false)
  alice.kill()
  await alice.start()
  alice.wire()?.cut()
  const again = openIn(alice)
  await settled()
  expect(textsOf(again)).toEqual(range(0, 300))
  expect(again.view.read().preview).toBe(false)
})

test('[CR71] strangers’ entries are not on the screen, and reported when the segment comes', async () => {
  const world = createWorld()
  const author = fillLog(world.relay, general, 100)
  world.relay.inject(general, createStranger(general).post(5, 'unclaimed'))
  world.relay.inject(general, author.post(77, 'honest'))
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  expect(alice.reports).toEqual([])
  alice.wire()?.cut()
  const opened = openIn(alice)
  await settled()
  expect(opened.view.read().preview).toBe(true)
  expect(textsOf(opened)).toEqual([...range(38, 100), 'honest'])
  alice.engine().wake()
  await world.deliverAll()
  expect(textsOf(opened)).toEqual([...range(0, 100), 'honest'])
  expect(alice.reports.map(({ kind }) => kind)).toEqual(['entry-skipped'])
})

test('[CR76] a post under the newest screen is durable and shown at once, and stands when all is there', async () => {
  const { world, alice } = await setupReader(300)
  alice.wire()?.cut()
  const opened = openIn(alice)
  expect(await opened.post('written on a train')).toMatchObject({ ok: true })
  expect(textsOf(opened)).toEqual([...range(236, 300), 'written on a train'])
  expect(deliveriesOf(opened).at(-1)).toBe('queued')
  const [first] = opened.view.read().messages
  if (first === undefined) throw new Error('an empty screen')
  expect(await opened.react(first.id, '👍', true)).toEqual({ ok: false, failure: { kind: 'not-ready' } })

  alice.kill()
  await alice.start()
  alice.wire()?.cut()
  const again = openIn(alice)
  expect(await again.post('and one more')).toMatchObject({ ok: true })
  expect(textsOf(again)).toEqual([...range(236, 300), 'written on a train', 'and one more'])

  const bob = world.device(2)
  await bob.start()
  alice.engine().wake()
  await world.deliverAll()
  const his = openIn(bob)
  await world.deliverAll()
  const all = [...range(0, 300), 'written on a train', 'and one more']
  expect(textsOf(again)).toEqual(all)
  expect(textsOf(his)).toEqual(all)
  expect(deliveriesOf(again).at(-1)).toBe('relay')
  expect(alice.reports).toEqual([])
  expect(alice.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
})

test('[CR76] a post while the segment is on its way stands once, wherever its entry lands', async () => {
  const world = createWorld()
  fillLog(world.relay, general, 300)
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  world.clock.advance(1_000)
  const opened = openIn(alice)
  await settled()
  alice.wire()?.deliverToRelay() // the fetch of the segment; what follows is not part of its answer
  void opened.post('meanwhile')
  await settled()
  alice.wire()?.deliverToRelay()
  await world.deliverAll()
  expect(textsOf(opened)).toEqual([...range(0, 300), 'meanwhile'])
  const ids = world.relay.log(general).map(({ bytes }) => String(entryIdOf(bytes)))
  expect(new Set(ids).size).toBe(ids.length)
  expect(alice.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
})
