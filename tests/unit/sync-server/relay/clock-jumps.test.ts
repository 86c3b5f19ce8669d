import { expect, test } from 'vitest'
import { entryIdOf } from '../../../../core/protocol/entry.ts'
import { emptyHead, nextHead } from '../../../../core/protocol/log.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { fetchFrame } from '../../../support/fetch-frame.ts'
import { setupVirtualRelay } from '../../../support/virtual-relay.ts'

test('[RC4] a clock that jumps, back or forth, neither reorders the log nor breaks its chain', async () => {
  const world = setupVirtualRelay()
  const [ada, bob] = [await world.addDevice('ada'), await world.addDevice('bob')]
  const { general } = await world.addWorkspace([ada, bob])
  const [adas, bobs] = [await world.open(ada), await world.open(bob)]
  const writer = createEntryWriter(ada, general)
  const start = world.clock.now()
  const sent = [writer.claim()]
  for (let hour = 0; hour < 6; hour++) sent.push(writer.post(`written at jump ${hour}`))
  const jumps = [0, -5, 300, -20_000, 7, 6, 1]
  for (const [request, entry] of sent.entries()) {
    world.clock.setWallTime(start + (jumps[request] ?? 0) * 60_000)
    adas.send({ kind: 'append', request, entry })
    await world.settle()
  }
  expect(adas.of('ack').map(({ seq }) => seq)).toEqual(sent.map((_, index) => index + 1))
  bobs.send(fetchFrame(general, 1))
  await world.settle()
  const live = bobs.of('entries').flatMap(({ entries }) => entries)
  const fetched = bobs.of('fetched').flatMap(({ entries }) => entries)
  for (const entries of [live, fetched]) {
    expect(entries.map(({ seq }) => seq)).toEqual(sent.map((_, index) => index + 1))
    let head = emptyHead
    for (const { seq, bytes, head: said } of entries) {
      head = nextHead(head, seq, entryIdOf(bytes))
      expect(said).toEqual(head)
    }
  }
})
