import { expect, test } from 'vitest'
import { encodeRelayFrame } from '../../../core/protocol/relay-frame-codec.ts'
import { setupReader } from '../../support/device-worlds.ts'
import { general, openIn, settled, textsOf, type World } from '../../support/devices.ts'

const fetchesOf = ({ relay }: World): ReadonlyArray<string> =>
  relay.heard.filter((frame) => frame.startsWith('fetch'))

test('[CR30] a conversation opens from the store at once, without a network', async () => {
  const { world, alice } = await setupReader(300)
  openIn(alice)
  await world.deliverAll()
  alice.kill()
  await alice.start()
  const opened = openIn(alice)
  expect(opened.view.read()).toMatchObject({ opening: true, messages: [] })
  await settled()
  expect(opened.view.read()).toMatchObject({ opening: false, before: 'beginning' })
  expect(textsOf(opened)).toHaveLength(300)
  expect(fetchesOf(world)).toHaveLength(1)
})

test('[CR30] paging back brings one segment after the other, to the beginning', async () => {
  const { world, alice } = await setupReader(4_500)
  const opened = openIn(alice)
  await world.deliverAll()
  expect(opened.view.read().before).toBe('more')
  expect(textsOf(opened)).toHaveLength(500)
  const paging = opened.loadOlder()
  expect(opened.view.read().before === 'loading' || opened.view.read().before === 'more').toBe(true)
  await world.deliverAll()
  await paging
  expect(textsOf(opened)).toHaveLength(2_500)
  void opened.loadOlder()
  await world.deliverAll()
  expect(opened.view.read().before).toBe('beginning')
  expect(textsOf(opened)).toEqual(Array.from({ length: 4_500 }, (_, each) => `message ${each}`))
  await opened.loadOlder()
  expect(fetchesOf(world)).toEqual(['fetch 2 after 0', 'fetch 1 after 0', 'fetch 0 after 0'])
})

test('[CR30] segments that were paged to once come from the store the next time', async () => {
  const { world, alice } = await setupReader(2_100)
  void openIn(alice)
  await world.deliverAll()
  void openIn(alice).loadOlder()
  await world.deliverAll()
  alice.kill()
  await alice.start()
  const opened = openIn(alice)
  await settled()
  expect(textsOf(opened)).toHaveLength(100)
  await opened.loadOlder()
  expect(textsOf(opened)).toHaveLength(2_100)
})

test('[CR31] a segment takes the place of its newest screen when all of it is there; live entries follow it', async () => {
  const { world, alice, author } = await setupReader(200)
  const opened = openIn(alice)
  const lengths = new Set<number>()
  opened.view.listen(() => void lengths.add(opened.view.read().messages.length))
  await settled()
  alice.wire()?.deliverToRelay() // the fetch
  world.relay.inject(general, author.post(77, 'live'))
  for (let page = 0; page < 3; page++) {
    alice.wire()?.deliverToClient(1)
    await settled()
  }
  expect(opened.view.read()).toMatchObject({ opening: true, preview: true })
  await world.deliverAll()
  expect([...lengths].filter((length) => length > 0)).toEqual([64, 200, 201])
  expect(textsOf(opened).at(-1)).toBe('live')
})

test('[CR31] a live entry that overtakes the end of the fetch is not lost', async () => {
  const { world, alice, author } = await setupReader(60)
  const opened = openIn(alice)
  await settled()
  alice.wire()?.deliverToRelay()
  const logged = world.relay.log(general).length
  world.relay.inject(general, author.post(77, 'live'))
  alice.wire()?.deliverToClient(1) // the first page
  alice.wire()?.swapToClient() // the entry before the last page
  await world.deliverAll()
  expect(textsOf(opened)).toHaveLength(61)
  expect(world.relay.log(general)).toHaveLength(logged + 1)
  expect(alice.reports).toEqual([])
})

test('[CR32] a fetch that was cut off is begun again on the next connection', async () => {
  const { world, alice } = await setupReader(200)
  const opened = openIn(alice)
  await settled()
  alice.wire()?.deliverToRelay()
  alice.wire()?.deliverToClient(2)
  await settled()
  alice.wire()?.cut()
  await settled()
  expect(opened.view.read()).toMatchObject({ opening: false, before: 'unreachable', preview: true })
  alice.engine().wake()
  await world.deliverAll()
  expect(textsOf(opened)).toHaveLength(200)
  expect(fetchesOf(world)).toEqual(['fetch 0 after 0', 'fetch 0 after 0'])
})

test('[CR33] what is shown has no hole: after a jump over segments the old ones wait until they are paged to', async () => {
  const { world, alice, author } = await setupReader(100)
  const opened = openIn(alice)
  await world.deliverAll()
  alice.wire()?.cut()
  for (let each = 100; each < 4_100; each++) world.relay.inject(general, author.post(77, `message ${each}`))
  alice.engine().wake()
  await world.deliverAll()
  expect(textsOf(opened)).toEqual(Array.from({ length: 100 }, (_, each) => `message ${each + 4_000}`))
  void opened.loadOlder()
  await world.deliverAll()
  expect(textsOf(opened)).toHaveLength(2_100)
  void opened.loadOlder()
  await world.deliverAll()
  expect(textsOf(opened)).toEqual(Array.from({ length: 4_100 }, (_, each) => `message ${each}`))
  expect(opened.view.read().before).toBe('beginning')
  expect(alice.reports).toEqual([])
})

test('[CR34] out of reach, what the store has is shown, and what is before it is out of reach', async () => {
  const { world, alice, author } = await setupReader(2_050)
  openIn(alice)
  await world.deliverAll()
  // A jump that is heard of but not caught up: the newest segment is not here.
  alice.wire()?.cut()
  for (let each = 2_050; each < 4_010; each++) world.relay.inject(general, author.post(77, `message ${each}`))
  openIn(alice).close()
  alice.kill()
  await alice.start()
  await settled()
  alice.wire()?.deliverToClient()
  alice.wire()?.deliverToRelay()
  alice.wire()?.deliverToClient() // welcome and logs
  await settled()
  alice.wire()?.cut()
  alice.kill()
  await alice.start()
  alice.wire()?.cut()
  const opened = openIn(alice)
  await settled()
  expect(textsOf(opened)).toHaveLength(50)
  const paging = opened.loadOlder()
  alice.wire()?.cut()
  await paging
  expect(opened.view.read().before).toBe('unreachable')
  expect(await opened.post('written meanwhile')).toMatchObject({ ok: true })
  expect(textsOf(opened).at(-1)).toBe('written meanwhile')

  alice.engine().wake()
  await world.deliverAll()
  for (let page = 0; page < 4; page++) {
    void opened.loadOlder()
    await world.deliverAll()
  }
  expect(textsOf(opened)).toHaveLength(4_011)
  expect(textsOf(opened)).toContain('written meanwhile')
  expect(alice.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
})

test('[CR34] a conversation that this device never had cannot be had offline, and comes when the relay does', async () => {
  const { world, alice } = await setupReader(10)
  alice.wire()?.cut()
  const opened = openIn(alice)
  await settled()
  expect(opened.view.read()).toMatchObject({ opening: false, before: 'unreachable' })
  alice.engine().wake()
  await world.deliverAll()
  expect(opened.view.read()).toMatchObject({ opening: false, before: 'beginning' })
  expect(textsOf(opened)).toHaveLength(10)
})

test('[CR35] a stored segment that cannot be read is reported and fetched again', async () => {
  const { world, alice } = await setupReader(10)
  openIn(alice)
  await world.deliverAll()
  await openIn(alice).post('mine')
  await world.deliverAll()
  alice.kill()
  alice.faults.store = 'damaged'
  await alice.start()
  const opened = openIn(alice)
  await world.deliverAll()
  alice.faults.store = 'none'
  expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 1 })
  expect(alice.reports.map(({ kind }) => kind)).toEqual(['segment-damaged'])
  expect(textsOf(opened)).toHaveLength(11)
  await opened.post('mine again')
  await world.deliverAll()
  expect(textsOf(opened)).toHaveLength(12)
  expect(alice.engine().connection.read().queued).toBe(0)
})

test('[CR36] a long tail becomes a blob, and opens as before', async () => {
  const { world, alice } = await setupReader(0)
  const opened = openIn(alice)
  await world.deliverAll()
  for (let each = 0; each < 450; each++) await opened.post(`message ${each}`)
  expect(await alice.storedTail()).toBeLessThanOrEqual(200)
  alice.kill()
  await alice.start()
  const again = openIn(alice)
  await settled()
  expect(textsOf(again)).toHaveLength(450)
})

test('the author goes on in the next segment after 2,000 messages, and others follow', async () => {
  const { world, alice } = await setupReader(1_999)
  const bob = world.device(2)
  await bob.start()
  await world.deliverAll()
  const [hers, his] = [openIn(alice), openIn(bob)]
  await world.deliverAll()
  for (const text of ['2000th', '2001st', '2002nd']) {
    world.clock.advance(100_000)
    await hers.post(text)
    await world.deliverAll()
  }
  expect(textsOf(his).slice(-3)).toEqual(['2000th', '2001st', '2002nd'])
  expect(world.relay.log(general).at(-1)?.entry.segment).toBe(1)
  expect(textsOf(hers)).toEqual(textsOf(his))
  world.clock.advance(1_000)
  alice.kill()
  await alice.start()
  openIn(alice)
  await settled()
  expect(textsOf(openIn(alice))).toEqual(['2001st', '2002nd'])
})

test('an edit of an old message finds its segment on devices that have not opened it', async () => {
  const { world, alice } = await setupReader(0)
  openIn(alice)
  const bob = world.device(2)
  await bob.start()
  await world.deliverAll()
  await openIn(alice).post('old')
  const first = openIn(alice).view.read().messages[0]
  openIn(bob).close()
  await world.deliverAll()
  world.clock.advance(1_000)
  bob.kill()
  await bob.start()
  await world.deliverAll()
  if (first !== undefined) await openIn(alice).edit(first.id, 'new')
  await world.deliverAll()
  bob.wire()?.cut()
  const his = openIn(bob)
  await settled()
  expect(textsOf(his)).toEqual(['new'])
})

test('a page of a fetch that nobody asked for is passed over', async () => {
  const { world, alice } = await setupReader(5)
  const [first] = world.relay.log(general)
  const position = { seq: 1, head: first?.head ?? new Uint8Array(32) }
  alice
    .wire()
    ?.toClient(encodeRelayFrame({ kind: 'fetched', request: 999, entries: [], complete: true, position }))
  await world.deliverAll()
  expect(alice.engine().connection.read().kind).toBe('online')
})
