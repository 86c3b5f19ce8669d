import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { bytesEqual } from '../../../core/base/bytes.ts'
import { paths } from '../../../core/protocol/api.ts'
import { helloTimeoutMs, maxFrameBytes, maxHelloBytes, subprotocol } from '../../../core/protocol/limits.ts'
import { createEntryWriter } from '../../support/entry-writer.ts'
import { makeChannel, signInElsewhere } from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { connectSocket, helloOf, openSession, type SocketClient } from '../../support/socket-client.ts'
import { openPair } from '../../support/relay-pair.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

const setupPair = (): ReturnType<typeof openPair> => openPair(relay)

test('[LG3][HS6] an entry goes from one device to the other, and to the author’s second one', async () => {
  const { ada, bob, general, adas, writer } = await setupPair()
  const bobs = await openSession(relay, bob)
  const phone = await openSession(relay, await signInElsewhere(relay, ada))
  const entries = [writer.claim(), writer.post('hello')]
  for (const [index, entry] of entries.entries()) adas.send({ kind: 'append', request: index, entry })
  const acks = [await adas.waitFor('ack'), await adas.waitFor('ack')]
  for (const reader of [bobs, phone]) {
    const seen = await reader.waitForSeq(general, 2)
    expect(seen.map(({ seq }) => seq)).toEqual([1, 2])
    expect(seen.every(({ bytes }, index) => bytesEqual(bytes, entries[index] ?? bytes.subarray(1)))).toBe(
      true,
    )
    expect(bytesEqual(seen[1]?.head ?? new Uint8Array(), acks[1]?.head ?? new Uint8Array(1))).toBe(true)
  }
  expect(adas.frames.filter(({ kind }) => kind === 'entries')).toEqual([])
  for (const client of [adas, bobs, phone]) client.close()
})

test('[HS5] after a cut cable exactly what was missed comes', async () => {
  const { bob, general, adas, writer } = await setupPair()
  const bobs = await openSession(relay, bob)
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  const [claim] = await bobs.waitForSeq(general, 1)
  bobs.cut()
  for (let number = 1; number <= 30; number++) {
    adas.send({ kind: 'append', request: number, entry: writer.post(`missed ${number}`) })
  }
  for (let acked = 0; acked <= 30; acked++) await adas.waitFor('ack')
  if (claim === undefined) throw new Error('the claim was seen')
  const again = await openSession(relay, bob, { resume: [{ conversation: general, ...claim }] })
  const missed = await again.waitForSeq(general, 31)
  expect(missed.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, index) => index + 2))
  adas.send({ kind: 'append', request: 99, entry: writer.post('live') })
  expect((await again.waitForSeq(general, 32)).map(({ seq }) => seq)).toEqual([32])
  for (const client of [adas, again]) client.close()
})

test('[EN6] what was not acked before the cable was cut is sent again and is there once', async () => {
  const { ada, general, adas, writer } = await setupPair()
  const entries = [writer.claim(), writer.post('once')]
  for (const [index, entry] of entries.entries()) adas.send({ kind: 'append', request: index, entry })
  const twoAcks = async (client: SocketClient) =>
    [await client.waitFor('ack'), await client.waitFor('ack')].map(({ receipt: _, ...place }) => place)
  const first = await twoAcks(adas)
  adas.cut()
  const again = await openSession(relay, ada)
  for (const [index, entry] of entries.entries()) again.send({ kind: 'append', request: index, entry })
  expect(await twoAcks(again)).toEqual(first)
  again.send({
    kind: 'fetch',
    request: 5,
    conversation: general,
    segment: 0,
    after: 0,
    before: 0,
    limit: 0,
    backwards: false,
  })
  expect((await again.waitFor('fetched')).entries.length).toBe(2)
  again.close()
})

test('[HS8, GB2] a restart keeps everything: logs, tokens, memberships', async () => {
  const { ada, general, adas, writer } = await setupPair()
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  const ack = await adas.waitFor('ack')
  const welcome = await adas.waitFor('welcome')
  await relay.restart()
  expect(await adas.waitFor('goodbye')).toMatchObject({ code: 'draining' })
  await adas.closed
  const again = await openSession(relay, ada)
  expect((await again.waitFor('welcome')).relayEpoch).toEqual(welcome.relayEpoch)
  const { logs } = await again.waitFor('logs')
  expect(logs.find(({ conversation }) => conversation === general)).toMatchObject({ seq: 1, head: ack.head })
  again.close()
})

test('[DI3] a new channel reaches connected members, its log first, and can be written to at once', async () => {
  const { ada, bob, workspace, adas } = await setupPair()
  const bobs = await openSession(relay, bob)
  await bobs.waitFor('logs')
  const channel = await makeChannel(relay, ada, workspace, 'news')
  expect(await bobs.waitFor('logs')).toMatchObject({ logs: [{ conversation: channel, seq: 0 }] })
  expect(await bobs.waitFor('directory')).toMatchObject({ changes: [{ kind: 'channel', id: channel }] })
  adas.send({ kind: 'append', request: 0, entry: createEntryWriter(ada, channel).claim() })
  expect(await adas.waitFor('ack')).toMatchObject({ request: 0, seq: 1 })
  expect((await bobs.waitForSeq(channel, 1)).length).toBe(1)
  for (const client of [adas, bobs]) client.close()
})

describe('strangers', () => {
  const upgradeStatus = (path: string, protocol: string | undefined): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const headers = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.alloc(16).toString('base64'),
        ...(protocol === undefined ? {} : { 'sec-websocket-protocol': protocol }),
      }
      const asked = request(relay.url + path, { headers })
      asked.on('response', (response) => resolve(response.statusCode))
      asked.on('upgrade', (response, socket) => {
        socket.destroy()
        resolve(response.statusCode)
      })
      asked.on('error', reject)
      asked.end()
    })

  test('only the one path and the one subprotocol lead in', async () => {
    expect(await upgradeStatus(paths.sync, subprotocol)).toBe(101)
    expect(await upgradeStatus(paths.sync, `other, ${subprotocol}`)).toBe(101)
    expect(await upgradeStatus('/v1/other', subprotocol)).toBe(404)
    expect(await upgradeStatus(paths.sync, 'other')).toBe(400)
    expect(await upgradeStatus(paths.sync, undefined)).toBe(400)
  })

  test('[HS1] text ends the socket', async () => {
    const socket = await connectSocket(relay)
    socket.sendText('hello')
    expect(await socket.waitFor('goodbye')).toMatchObject({ code: 'protocol-error' })
    await socket.closed
  })

  test('[HS1] more bytes than a hello may have end the socket before they are all here', async () => {
    const socket = await connectSocket(relay)
    // Fragments of one message that never ends: ws itself would gather up to a megabyte of them.
    const raw = new WebSocket(relay.url.replace('http', 'ws') + paths.sync, subprotocol)
    await new Promise((resolve) => raw.once('open', resolve))
    const ended = new Promise<number>((resolve) => raw.once('close', resolve))
    const part = new Uint8Array(maxHelloBytes / 4)
    for (let sent = 0; sent <= 6; sent++) raw.send(part, { fin: false, binary: true })
    expect(await ended).toBe(1000)
    socket.sendBytes(new Uint8Array(maxHelloBytes + 1))
    expect(await socket.waitFor('goodbye')).toMatchObject({ code: 'protocol-error' })
    await socket.closed
  })

  test('[HS1] a hello that does not come in time ends the socket', async () => {
    const clock = createVirtualClock()
    const own = await startTestRelay({ clock })
    const socket = await connectSocket(own)
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(helloTimeoutMs)
    expect(await socket.waitFor('goodbye')).toMatchObject({ code: 'protocol-error' })
    await socket.closed
    await own.close()
  })
})

describe('members', () => {
  test('[FR4] a frame over a megabyte ends the socket', async () => {
    const { adas } = await setupPair()
    adas.sendBytes(new Uint8Array(maxFrameBytes + 1))
    await adas.closed
  })

  test('[FR3] bytes after a frame end the socket', async () => {
    const { adas } = await setupPair()
    adas.sendBytes(Uint8Array.of(4, 1, 1))
    expect(await adas.waitFor('goodbye')).toMatchObject({ code: 'protocol-error' })
    await adas.closed
  })

  test('[AP1][AP2] write neither in another’s name nor elsewhere', async () => {
    const { ada, bob, general, adas, writer } = await setupPair()
    const stranger = await setupPair()
    const attempts = [
      writer.entry({ kind: 'claim', user: bob.user }),
      writer.entry({ kind: 'claim', device: bob.device }),
      writer.entry({ kind: 'claim', gateway: true }),
      createEntryWriter(ada, stranger.general).claim(),
    ]
    for (const [index, entry] of attempts.entries()) adas.send({ kind: 'append', request: index, entry })
    const codes: Array<string> = []
    for (let count = 0; count < attempts.length; count++) codes.push((await adas.waitFor('refuse')).code)
    expect(codes).toEqual(['forbidden', 'forbidden', 'forbidden', 'unknown-conversation'])
    adas.send({
      kind: 'fetch',
      request: 9,
      conversation: stranger.general,
      segment: 0,
      after: 0,
      before: 0,
      limit: 0,
      backwards: false,
    })
    expect(await adas.waitFor('refuse')).toMatchObject({ request: 9, code: 'unknown-conversation' }) // [FE3]
    expect(general).not.toBe(stranger.general)
    for (const client of [adas, stranger.adas]) client.close()
  })

  test('[HS7] the newer socket of a device replaces the older', async () => {
    const { ada, adas } = await setupPair()
    const newer = await connectSocket(relay)
    newer.send(helloOf(ada))
    expect(await adas.waitFor('goodbye')).toMatchObject({ code: 'replaced' })
    await newer.waitFor('directory')
    newer.close()
  })
})
