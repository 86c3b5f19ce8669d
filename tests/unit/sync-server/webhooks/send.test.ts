/** Requests to receivers that mean ill, over real sockets; names resolve to what the test says. */
import { createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createAddressRules } from '../../../../sync-server/webhooks/addresses.ts'
import {
  createSend,
  failureText,
  type SendDeps,
  sendTimeoutMs,
} from '../../../../sync-server/webhooks/send.ts'
import { type Certificate, createAuthority, trust } from '../../../support/certificates.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'
import { type WebhookReceiver, useReceiver } from '../../../support/webhook-receiver.ts'

const body = JSON.stringify({ id: '1', type: 't', timestamp: '', data: { workspace: 'w' } })
const request = (url: string, signal = new AbortController().signal) => ({ url, headers: {}, body, signal })
const portOf = ({ url }: WebhookReceiver): string => new URL(url).port

function setup(allowed: ReadonlyArray<string>, resolve: SendDeps['resolve'] = async () => []) {
  const clock = createVirtualClock()
  return { clock, send: createSend({ rules: createAddressRules(allowed), resolve, clock }) }
}
const loopback = { address: '127.0.0.1', family: 4 }

test('[WH7] a name that resolves to an inner address, alone or among others, is never connected to', async () => {
  const receiver = await useReceiver()
  const found = [
    [loopback],
    [{ address: '93.184.216.34', family: 4 }, loopback],
    [{ address: '::ffff:127.0.0.1', family: 6 }],
    [{ address: '::1', family: 6 }],
  ]
  for (const addresses of found) {
    const { send } = setup([], async () => addresses)
    const sent = await send(request(`https://rebound.example:${portOf(receiver)}/`))
    expect(sent).toEqual({ ok: false, failure: { kind: 'refused-address' } })
  }
  for (const host of ['127.0.0.1', '[::1]', '2130706433', '[::ffff:7f00:1]']) {
    const sent = await setup([]).send(request(`https://${host}:${portOf(receiver)}/`))
    expect(sent).toMatchObject({ failure: { kind: 'refused-address' } })
  }
  expect(receiver.received.length).toBe(0)
})

test('[WH7] the address that was judged is the one that is connected to, whatever the name says next', async () => {
  const receiver = await useReceiver()
  let asked = 0
  const { send } = setup(['rebound.example'], async () => (asked++ === 0 ? [loopback] : []))
  const sent = await send(request(`http://rebound.example:${portOf(receiver)}/`))
  expect(sent).toEqual({ ok: true, value: undefined })
  expect([asked, receiver.received.length]).toEqual([1, 1])
  expect(receiver.received[0]?.headers.host).toContain('rebound.example')
})

test('[WH8] a redirect is not followed, wherever it leads', async () => {
  const [receiver, target] = [await useReceiver(), await useReceiver()]
  receiver.answerBy((response) => void response.writeHead(307, { location: target.url }).end())
  const sent = await setup(['127.0.0.1']).send(request(receiver.url))
  expect(sent).toEqual({ ok: false, failure: { kind: 'status', status: 307, retryAfterMs: undefined } })
  expect(target.received.length).toBe(0)
})

test('[WH8] an answer without an end is not read to its end', async () => {
  const receiver = await useReceiver()
  let written = 0
  receiver.answerBy((response) => {
    response.writeHead(200)
    const part = Buffer.alloc(65_536)
    const pour = (): void => {
      while (!response.destroyed && response.write(part)) written += part.length
    }
    response.on('drain', pour)
    pour()
  })
  expect(await setup(['127.0.0.1']).send(request(receiver.url))).toEqual({ ok: true, value: undefined })
  expect(written).toBeLessThan(64 * 1_048_576)
})

test('[WH8] headers without an end, and what is no HTTP, are failures', async () => {
  const pouring = [`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`, 'SSH-2.0-none\r\n\r\n', '']
  for (const text of pouring) {
    const open = new Set<Socket>()
    const server = createServer((socket) => {
      open.add(socket)
      socket.on('error', () => {})
      socket.end(text)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      for (const socket of open) socket.destroy()
      server.close()
    })
    const bound = server.address()
    const port = bound !== null && typeof bound === 'object' ? bound.port : 0
    const sent = await setup(['127.0.0.1']).send(request(`http://127.0.0.1:${port}/`))
    expect(sent).toMatchObject({ ok: false, failure: { kind: 'unreachable' } })
  }
})

test('[WH8] whoever does not answer, or drips, is left after a while', async () => {
  const receiver = await useReceiver()
  receiver.answerBy(() => {})
  const { send, clock } = setup(['127.0.0.1'])
  const silent = send(request(receiver.url))
  await receiver.waitFor(1)
  clock.advance(sendTimeoutMs)
  expect(await silent).toEqual({ ok: false, failure: { kind: 'timeout' } })
  const { send: ask, clock: time } = setup([], () => new Promise(() => {}))
  const unresolved = ask(request('https://slow.example/'))
  time.advance(sendTimeoutMs)
  expect(await unresolved).toEqual({ ok: false, failure: { kind: 'timeout' } })
})

test('[WH8] nobody there, no such name, no TLS: failures that say which', async () => {
  const receiver = await useReceiver()
  const { send } = setup(['127.0.0.1', 'none.example'])
  expect(await send(request('http://127.0.0.1:1/'))).toMatchObject({ failure: { code: 'ECONNREFUSED' } })
  expect(await send(request('http://none.example/'))).toMatchObject({ failure: { code: 'ENOTFOUND' } })
  const plain = await send(request(receiver.url.replace('http:', 'https:')))
  expect(plain).toMatchObject({ ok: false, failure: { kind: 'unreachable' } })
  receiver.answerBy((response) => void response.writeHead(503, { 'retry-after': '7' }).end())
  const busy = await send(request(receiver.url))
  expect(busy).toEqual({ ok: false, failure: { kind: 'status', status: 503, retryAfterMs: 7_000 } })
})

test('[WH7] over TLS it goes where the certificate is good: of an authority that is trusted, for this name, and not expired', async () => {
  const [authority, namesake, stranger] = [createAuthority(), createAuthority(), createAuthority('Another')]
  trust(authority)
  const { send } = setup(['127.0.0.1', 'ci.example'], async () => [loopback])
  const outcome = async (certificate: Certificate, host = 'ci.example') => {
    const receiver = await useReceiver(certificate)
    const sent = await send(request(`https://${host}:${portOf(receiver)}/hook`))
    return [sent.ok ? 'sent' : failureText(sent.failure), receiver.received.length]
  }
  const good = authority.vouchFor(['ci.example'])
  expect(await outcome(good)).toEqual(['sent', 1])
  expect(await outcome(good, '127.0.0.1')).toEqual(['sent', 1])
  expect(await outcome(authority.vouchFor(['elsewhere.example']))).toEqual([
    'ERR_TLS_CERT_ALTNAME_INVALID',
    0,
  ])
  expect(await outcome(stranger.vouchFor(['ci.example']))).toEqual(['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 0])
  expect(await outcome(namesake.vouchFor(['ci.example']))).toEqual(['CERT_SIGNATURE_FAILURE', 0])
  const lastYear = {
    from: new Date(Date.now() - 400 * 86_400_000),
    until: new Date(Date.now() - 35 * 86_400_000),
  }
  expect(await outcome(authority.vouchFor(['ci.example'], lastYear))).toEqual(['CERT_HAS_EXPIRED', 0])
})

test('[WH2] a relay that stops does not say how it ended', async () => {
  const receiver = await useReceiver()
  receiver.answerBy(() => {})
  const end = new AbortController()
  const sent = setup(['127.0.0.1']).send(request(receiver.url, end.signal))
  await receiver.waitFor(1)
  end.abort()
  expect(await sent).toEqual({ ok: false, failure: { kind: 'stopped' } })
})
