/** What a hostile member may try: the relay stays within its bounds, and the others notice nothing. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { millis } from '../../../../core/base/clock.ts'
import { conversationId, randomId, workspaceId } from '../../../../core/protocol/ids.ts'
import { maxCreditBytes, maxEphemeralsPerSecond } from '../../../../core/protocol/limits.ts'
import { presenceTickMs } from '../../../../sync-server/relay/presence.ts'
import { maxUnreadBytes } from '../../../../sync-server/relay/reader-queue.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { fetchFrame } from '../../../support/fetch-frame.ts'
import { pass, setupPeople } from '../../../support/room.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { helloFrom } from '../../../support/virtual-relay.ts'

test('[CF5] credit of nothing and credit past all numbers change nothing for the others', async () => {
  const { world, ada, bob, general } = await setupPeople()
  const [adas, bobs] = [await world.open(ada), await world.open(bob)]
  for (const bytes of [0, 1, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]) {
    bobs.send({ kind: 'credit', bytes })
  }
  bobs.setCredit(false)
  const writer = createEntryWriter(ada, general)
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  for (let request = 1; request < 400; request++) {
    adas.send({ kind: 'append', request, entry: writer.post('x'.repeat(16_000)) })
    if (request % 50 === 49) await world.settle()
  }
  await world.settle()
  const taken = bobs.of('entries').reduce((sum, { entries }) => sum + entries.length * 16_000, 0)
  expect(taken).toBeLessThan(maxCreditBytes + 200_000)
  expect(adas.of('ack').length).toBe(400)
  // A varUint of ten bytes: past 2^53.
  bobs.sendBytes(Uint8Array.of(8, ...Array.from({ length: 9 }, () => 0xff), 1))
  expect(bobs.of('goodbye')).toMatchObject([{ code: 'protocol-error' }]) // [FR5]
})

test('[CF5] whoever asks without end and never reads is sent away', async () => {
  const { world, ada } = await setupPeople()
  const adas = await world.open(ada)
  adas.setBuffered(maxUnreadBytes + 1)
  adas.send({ kind: 'ping', now: millis(1) })
  expect(adas.of('goodbye')).toMatchObject([{ code: 'too-slow' }])
})

test('[AP7][EP2][PR3] a flood of everything at once costs the others a handful of frames', async () => {
  const { world, ada, bob, general } = await setupPeople()
  const [adas, bobs] = [await world.open(ada), await world.open(bob)]
  await pass(world, presenceTickMs)
  bobs.news()
  for (let flood = 0; flood < 5_000; flood++) {
    adas.send({ kind: 'ephemeral', conversation: general, body: Uint8Array.of(1) })
    adas.send({ kind: 'presence', status: flood % 2 === 0 ? 'busy' : 'away', until: millis(0) })
    adas.send({ kind: 'mark', conversation: general, seq: flood })
    adas.send({ kind: 'mark', conversation: conversationId('ef'.repeat(16)), seq: flood })
  }
  await world.settle()
  await pass(world, presenceTickMs)
  expect(bobs.news().length).toBeLessThanOrEqual(maxEphemeralsPerSecond + 2)
  expect(adas.state()).toBe('open')
  for (let request = 0; request < 300; request++) adas.send(fetchFrame(general, request))
  await world.settle()
  expect(adas.of('goodbye')).toMatchObject([{ code: 'protocol-error' }])
  bobs.send({ kind: 'ping', now: millis(7) })
  expect(bobs.of('pong')).toEqual([{ kind: 'pong', now: 7 }])
})

test('[HS7][PR3] a storm of hellos of one device leaves one socket, and the others hear of it once', async () => {
  const { world, ada, bob } = await setupPeople()
  const bobs = await world.open(bob)
  await pass(world, presenceTickMs)
  bobs.news()
  const storm = Array.from({ length: 300 }, () => world.connect())
  for (const socket of storm) socket.send(helloFrom(ada))
  await world.settle()
  await pass(world, presenceTickMs)
  expect(storm.filter((socket) => socket.state() === 'open').length).toBe(1)
  expect(bobs.news().length).toBe(1)
})

test('[HS4][HS5] a hello of somebody with ten thousand conversations is answered whole', async () => {
  const { world, bob } = await setupPeople()
  const random = createSeededRandom(5)
  const channels = Array.from({ length: 10_000 }, (_, index) => ({
    id: randomId(conversationId, random),
    name: `channel ${index}`,
    topic: '',
  }))
  const { workspace } = await world.addWorkspace([bob])
  for (const channel of channels.slice(0, 50)) {
    const more = { icon: '', private: false, members: [], createdBy: bob.user, now: world.clock.now() }
    orThrow(await world.store.conversations.create({ ...channel, ...more, workspace }))
  }
  const large = randomId(workspaceId, random)
  orThrow(
    await world.store.directory.createWorkspace({
      id: large,
      name: 'large',
      owner: bob.user,
      channels: channels.slice(50),
    }),
  )
  const bobs = await world.open(bob)
  while (bobs.of('directory').length === 0 || bobs.of('logs').length < 3) await world.settle()
  expect(bobs.of('logs').flatMap(({ logs }) => logs).length).toBe(10_002)
  expect(bobs.state()).toBe('open')
})
