import { describe, expect, test } from 'vitest'
import { bytesToHex } from '../../../../core/base/bytes.ts'
import { millis } from '../../../../core/base/clock.ts'
import {
  helloTimeoutMs,
  initialCreditBytes,
  maxHelloBytes,
  pingIntervalMs,
  protocolVersion,
} from '../../../../core/protocol/limits.ts'
import { seenTickMs } from '../../../../sync-server/relay/last-seen.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import {
  helloFrom,
  setupVirtualRelay,
  tokenLifeMs,
  type VirtualConnection,
} from '../../../support/virtual-relay.ts'

const goodbyes = (connection: VirtualConnection): ReadonlyArray<string> =>
  connection.of('goodbye').map(({ code }) => code)

describe('before welcome', () => {
  test('[HS1] who says nothing for five seconds is sent away', async () => {
    const world = setupVirtualRelay()
    const socket = world.connect()
    world.clock.advance(helloTimeoutMs - 1)
    expect(socket.state()).toBe('open')
    world.clock.advance(1)
    expect(goodbyes(socket)).toEqual(['protocol-error'])
    expect(socket.state()).toBe('closed')
  })

  test('[HS1] nobody is sent away early, whenever the others came', async () => {
    const world = setupVirtualRelay()
    world.connect()
    world.clock.advance(700)
    const later = world.connect()
    world.clock.advance(helloTimeoutMs - 1)
    expect(later.state()).toBe('open')
    world.clock.advance(1_000)
    expect(goodbyes(later)).toEqual(['protocol-error'])
  })

  test('[HS1] whoever said hello in time stays', async () => {
    const world = setupVirtualRelay()
    const socket = await world.open(await world.addDevice('ada'))
    world.clock.advance(helloTimeoutMs * 2)
    expect(socket.state()).toBe('open')
  })

  test.each([
    ['another frame', (socket: VirtualConnection) => socket.send({ kind: 'ping', now: millis(1) })],
    ['bytes that are no frame [FR7]', (socket: VirtualConnection) => socket.sendBytes(Uint8Array.of(99, 1))],
    ['an empty frame [FR7]', (socket: VirtualConnection) => socket.sendBytes(new Uint8Array())],
    ['too many bytes', (socket: VirtualConnection) => socket.sendBytes(new Uint8Array(maxHelloBytes + 1))],
    ['text', (socket: VirtualConnection) => socket.events.violated('text')],
  ])('[HS1] %s instead of a hello ends the socket', async (_name, attack) => {
    const world = setupVirtualRelay()
    const socket = world.connect()
    attack(socket)
    await world.settle()
    expect(goodbyes(socket)).toEqual(['protocol-error'])
    expect(socket.frames.length).toBe(1)
    expect(socket.state()).toBe('closed')
    expect(world.clock.pending()).toBe(0)
  })

  test('[HS9] a frame between hello and welcome, or a second hello, ends the socket', async () => {
    const world = setupVirtualRelay()
    const ada = await world.addDevice('ada')
    const early = world.connect()
    early.send(helloFrom(ada))
    early.send({ kind: 'ping', now: millis(1) })
    await world.settle()
    expect(goodbyes(early)).toEqual(['protocol-error'])
    const twice = await world.open(ada)
    twice.send(helloFrom(ada))
    expect(goodbyes(twice)).toEqual(['protocol-error'])
  })

  test('[HS2][GB3] another protocol is sent away for good, and told where a newer app is', async () => {
    const world = setupVirtualRelay()
    const ada = await world.addDevice('ada')
    const socket = await world.open(ada, { protocol: protocolVersion + 1 })
    expect(socket.of('goodbye')).toMatchObject([
      { code: 'version-unsupported', detail: 'https://tidings.example/update' },
    ])
  })

  test('[HS3] a token that is not good, or another device’s, is refused', async () => {
    const world = setupVirtualRelay()
    const ada = await world.addDevice('ada')
    const phone = await world.addDevice('ada', ada.user)
    expect(goodbyes(await world.open(ada, { token: 'nonsense' }))).toEqual(['token-refused'])
    expect(goodbyes(await world.open(ada, { token: phone.device }))).toEqual(['token-refused'])
    world.clock.advance(tokenLifeMs)
    expect(goodbyes(await world.open(ada))).toEqual(['token-expired'])
  })

  test('[AB3] too many bad tokens of one network are told how long to wait; a good one is let in', async () => {
    const world = setupVirtualRelay({ guesses: 2 })
    const ada = await world.addDevice('ada')
    const waits = []
    for (let each = 0; each < 3; each++) {
      const socket = await world.open(ada, { token: `guess ${each}` })
      waits.push(...socket.of('goodbye').map(({ code, reconnectAfter }) => [code, reconnectAfter]))
    }
    expect(waits).toEqual([
      ['token-refused', 0],
      ['token-refused', 0],
      ['token-refused', 30_000],
    ])
    expect((await world.open(ada)).of('welcome')).toHaveLength(1)
  })
})

describe('a session', () => {
  test('[HS4][HS10] begins with welcome, logs and directory, in this order', async () => {
    const world = setupVirtualRelay()
    const ada = await world.addDevice('ada')
    const { general } = await world.addWorkspace([ada])
    const socket = await world.open(ada)
    expect(socket.frames.map(({ kind }) => kind)).toEqual(['welcome', 'logs', 'directory'])
    expect(socket.of('welcome')).toMatchObject([
      {
        relayEpoch: world.store.identity.epoch,
        serverTime: world.clock.now(),
        credit: initialCreditBytes,
      },
    ])
    expect(socket.of('logs')[0]?.logs).toMatchObject([
      { conversation: general, seq: 0, newestSegment: -1, time: 0, resumed: false },
    ])
  })

  test('has a name of its own, in welcome and in the log', async () => {
    const world = setupVirtualRelay()
    const ada = await world.addDevice('ada')
    const [first, second] = [await world.open(ada), await world.open(ada)]
    const names = [first, second].map((socket) => socket.of('welcome')[0]?.session ?? new Uint8Array())
    expect(names[0]).not.toEqual(names[1])
    expect(world.logged()).toContainEqual({
      code: 'replaced',
      session: bytesToHex(names[0] ?? new Uint8Array()),
    })
  })

  test('[HS4][HS10] of somebody without a workspace has the same three frames', async () => {
    const world = setupVirtualRelay()
    const socket = await world.open(await world.addDevice('ada'))
    expect(socket.frames).toMatchObject([
      { kind: 'welcome' },
      { kind: 'logs', logs: [] },
      { kind: 'directory', version: 0, changes: [] },
    ])
  })

  test('[HS3] ends when its token does', async () => {
    const world = setupVirtualRelay()
    const socket = await world.open(await world.addDevice('ada'))
    for (let sent = 0; sent < tokenLifeMs; sent += pingIntervalMs) {
      expect(socket.state()).toBe('open')
      socket.send({ kind: 'ping', now: millis(0) })
      world.clock.advance(pingIntervalMs)
    }
    expect(goodbyes(socket)).toEqual(['token-expired'])
    world.clock.advance(seenTickMs)
    await world.settle()
    expect(world.clock.pending()).toBe(0)
  })

  test('[HS7] a newer socket of the same device replaces it; other devices stay', async () => {
    const world = setupVirtualRelay()
    const laptop = await world.addDevice('ada')
    const phone = await world.addDevice('ada', laptop.user)
    const first = await world.open(laptop)
    const other = await world.open(phone)
    const second = await world.open(laptop)
    expect(goodbyes(first)).toEqual(['replaced'])
    expect([other.state(), second.state()]).toEqual(['open', 'open'])
    first.drop()
    second.send({ kind: 'ping', now: millis(5) })
    expect(second.of('pong').length).toBe(1)
  })

  test('[LV1] answers a ping with its own time', async () => {
    const world = setupVirtualRelay()
    const socket = await world.open(await world.addDevice('ada'))
    socket.send({ kind: 'ping', now: millis(1_234) })
    expect(socket.of('pong')).toEqual([{ kind: 'pong', now: 1_234 }])
  })

  test('[LV2] is asked after silence and cut after more of it', async () => {
    const world = setupVirtualRelay()
    const socket = await world.open(await world.addDevice('ada'))
    world.clock.advance(pingIntervalMs * 1.5)
    expect(socket.pings()).toBe(1)
    world.clock.advance(pingIntervalMs)
    expect(socket.state()).toBe('cut')
    world.clock.advance(seenTickMs)
    await world.settle()
    expect(world.clock.pending()).toBe(0)
  })

  test('[LV2] has no timer of its own: there is one for all, as long as there is anybody', async () => {
    const world = setupVirtualRelay()
    const sockets = [world.connect(), await world.open(await world.addDevice('ada')), world.connect()]
    world.clock.advance(seenTickMs)
    await world.settle()
    expect(world.clock.pending()).toBe(1)
    for (const socket of sockets) socket.drop()
    await world.settle()
    world.clock.advance(seenTickMs)
    await world.settle()
    expect(world.clock.pending()).toBe(0)
  })

  test('[LV2] lives on as long as anything is heard', async () => {
    const world = setupVirtualRelay()
    const socket = await world.open(await world.addDevice('ada'))
    for (let round = 0; round < 20; round++) {
      world.clock.advance(pingIntervalMs * 1.5)
      socket.events.heard()
    }
    expect(socket.state()).toBe('open')
  })

  test('[FR7] that sends bytes which are no frame is ended', async () => {
    const world = setupVirtualRelay()
    const socket = await world.open(await world.addDevice('ada'))
    socket.sendBytes(Uint8Array.of(4))
    expect(goodbyes(socket)).toEqual(['protocol-error'])
    socket.send({ kind: 'ping', now: millis(1) })
    expect(socket.of('pong')).toEqual([])
  })

  test('[GB2] ends with draining when the relay stops, after what it sent was committed', async () => {
    const world = setupVirtualRelay()
    const ada = await world.addDevice('ada')
    const { general } = await world.addWorkspace([ada])
    const socket = await world.open(ada)
    socket.send({ kind: 'append', request: 0, entry: createEntryWriter(ada, general).claim() })
    const drained = world.relay.drain()
    await world.settle()
    await drained
    expect(socket.of('ack').length).toBe(1)
    expect(socket.of('goodbye')).toMatchObject([{ code: 'draining' }])
    const late = world.connect()
    expect(goodbyes(late)).toEqual(['draining'])
  })

  test.each([
    [20, 500],
    [400, 2_000],
  ])('[GB2] %i that are sent away come back over %i ms', async (count, spreadMs) => {
    const world = setupVirtualRelay()
    const sockets = Array.from({ length: count }, () => world.connect())
    const drained = world.relay.drain()
    await world.settle()
    await drained
    const waits = sockets.flatMap((socket) =>
      socket.of('goodbye').map(({ reconnectAfter }) => reconnectAfter),
    )
    expect(waits.length).toBe(count)
    expect([Math.min(...waits) >= 0, Math.max(...waits) < spreadMs]).toEqual([true, true])
    const inQuarter = (quarter: number): number =>
      waits.filter((wait) => Math.floor((wait * 4) / spreadMs) === quarter).length
    expect([0, 1, 2, 3].map((quarter) => inQuarter(quarter) > count / 20)).toEqual([true, true, true, true])
  })
})
