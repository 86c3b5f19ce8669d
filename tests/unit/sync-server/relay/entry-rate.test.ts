/** How much one user may write, whatever the device: what is too much waits, and nothing else does. */
import { expect, test } from 'vitest'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { setupVirtualRelay } from '../../../support/virtual-relay.ts'

const entries = { perMinute: 600, burst: 5 }

async function setupPeople() {
  const world = setupVirtualRelay({ entries })
  const ada = await world.addDevice('ada')
  const phone = await world.addDevice('ada', ada.user)
  const bob = await world.addDevice('bob')
  const { general } = await world.addWorkspace([ada, bob])
  const open = async (device: typeof ada) => ({
    socket: await world.open(device),
    writer: createEntryWriter(device, general),
  })
  return { world, ada: await open(ada), phone: await open(phone), bob: await open(bob) }
}

test('[AP9] both devices of a user draw on one allowance, another user has their own', async () => {
  const { world, ada, phone, bob } = await setupPeople()
  for (const [request, { socket, writer }] of [ada, phone, ada, phone, ada, bob].entries()) {
    socket.send({
      kind: 'append',
      request,
      entry: request < 2 ? writer.claim() : request === 5 ? writer.claim() : writer.post('hello'),
    })
  }
  phone.socket.send({ kind: 'append', request: 6, entry: phone.writer.post('one too many') })
  await world.settle()
  expect([...ada.socket.of('ack'), ...phone.socket.of('ack')].length).toBe(5)
  expect(phone.socket.of('refuse')).toMatchObject([{ request: 6, code: 'rate-limited', retryAfter: 1_000 }])
  expect(bob.socket.of('ack').length).toBe(1)
  expect(world.tallies.refusals.sync['rate-limited']).toBe(1)
})

test('[AP8][AP9] what follows a refused entry waits with it, in its commit and in later ones, and then all go in order', async () => {
  const { world, ada, bob } = await setupPeople()
  const queue = [
    ada.writer.claim(),
    ...Array.from({ length: 11 }, (_, index) => ada.writer.post(`message ${index}`)),
  ]
  let request = 0
  const send = (from: number, upTo: number): void => {
    for (const entry of queue.slice(from, upTo))
      ada.socket.send({ kind: 'append', request: request++, entry })
  }
  send(0, 7)
  await world.settle()
  expect(ada.socket.of('refuse').map(({ code }) => code)).toEqual(['rate-limited', 'rate-limited'])
  world.clock.advance(100) // there is one again, and the next skips those that were refused
  send(7, 8)
  await world.settle()
  expect(ada.socket.of('refuse').at(-1)).toMatchObject({ request: 7, code: 'unavailable' })
  world.clock.advance(1_000)
  send(5, 10)
  await world.settle()
  world.clock.advance(1_000)
  send(10, 12)
  await world.settle()
  expect(ada.socket.of('ack').map(({ seq }) => seq)).toEqual(
    Array.from({ length: 12 }, (_, index) => index + 1),
  )
  const seen = bob.socket.of('entries').flatMap((frame) => frame.entries.map(({ seq }) => seq))
  expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
})

test('[AP9] a device that never stops is refused each time and costs the others nothing', async () => {
  const { world, ada, bob } = await setupPeople()
  ada.socket.send({ kind: 'append', request: 0, entry: ada.writer.claim() })
  await world.settle()
  for (let round = 1; round <= 50; round++) {
    for (let index = 0; index < 60; index++) {
      ada.socket.send({ kind: 'append', request: round * 100 + index, entry: ada.writer.post('flood') })
    }
    await world.settle()
  }
  expect(ada.socket.of('ack').length).toBe(5)
  expect(ada.socket.state()).toBe('open')
  bob.socket.send({ kind: 'append', request: 1, entry: bob.writer.claim() })
  await world.settle()
  expect(bob.socket.of('ack').length).toBe(1)
})
