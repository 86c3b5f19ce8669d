import { expect, test } from 'vitest'
import { createMetrics } from '../../../../sync-server/metrics/metrics.ts'
import { createTallies, durationBounds, noteDuration } from '../../../../sync-server/metrics/tallies.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { setupPeople } from '../../../support/room.ts'
import { helloFrom } from '../../../support/virtual-relay.ts'

test('[OP1] what waits for a commit is counted while it waits', async () => {
  const { world, ada, general } = await setupPeople()
  const adas = await world.open(ada)
  const writer = createEntryWriter(ada, general)
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  adas.send({ kind: 'append', request: 1, entry: Uint8Array.of(9) })
  const since = world.clock.now()
  world.clock.advance(40)
  adas.send({ kind: 'append', request: 2, entry: Uint8Array.of(9) })
  expect(world.tallies).toMatchObject({ waiting: 3, waitingSince: since })
  await world.settle()
  expect(world.tallies).toMatchObject({
    waiting: 0,
    waitingSince: undefined,
    entries: { claim: 1, open: 0 },
    refusals: { sync: { malformed: 2 } },
  })
})

test('[OP1] a store in trouble is counted, and what it refuses is delivered to nobody', async () => {
  const { world, ada, bob, general } = await setupPeople()
  const adas = await world.open(ada)
  world.setFull(true)
  adas.send({ kind: 'append', request: 0, entry: createEntryWriter(ada, general).claim() })
  await world.settle()
  expect(world.tallies).toMatchObject({
    waiting: 0,
    storeTroubles: 1,
    refusals: { sync: { unavailable: 1 } },
    deliveries: { count: 0 },
  })
  world.setAway(true)
  await world.open(bob)
  expect(world.tallies.storeTroubles).toBe(2)
})

test('[OP1] however a socket ends, it is counted once', async () => {
  const { world, ada } = await setupPeople()
  const before = world.tallies.sockets
  const adas = await world.open(ada)
  const stranger = world.connect()
  const halfway = world.connect()
  halfway.send(helloFrom(ada, { token: 'no' }))
  expect(world.tallies.sockets).toBe(before + 3)
  const hello = world.connect()
  hello.send(helloFrom(ada))
  hello.drop() // while the relay finds out who it is
  stranger.drop()
  await world.settle()
  adas.drop()
  await world.settle()
  expect(world.tallies.sockets).toBe(before)
})

test('[OP1] each duration is in one bucket, and a bucket holds those before it', async () => {
  const tallies = createTallies(() => 0)
  for (const ms of [0, 1, 1.5, 10_000, 10_001, 1e9]) noteDuration(tallies.commits, ms)
  const present = () => ({ rooms: 0, sockets: { rooms: 0, json: 0 }, strangers: 0 })
  const text = await createMetrics({ tallies, present }).text()
  const valueOf = (line: string): number =>
    Number(
      text
        .split('\n')
        .find((each) => each.startsWith(`tidings_commit_seconds${line} `))
        ?.split(' ')[1],
    )
  expect(valueOf('_bucket{le="0.001"}')).toBe(2)
  expect(valueOf('_bucket{le="0.002"}')).toBe(3)
  expect(valueOf('_bucket{le="10"}')).toBe(4)
  expect(valueOf('_bucket{le="+Inf"}')).toBe(6)
  expect(valueOf('_count')).toBe(6)
  expect(valueOf('_sum')).toBeCloseTo(1_000_020.0035)
  expect(tallies.commits.buckets.length).toBe(durationBounds.length + 1)
})
