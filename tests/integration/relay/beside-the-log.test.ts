/** Credit, receipts and what is said beside the log, over real sockets. */
import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { receiptText, signedFor } from '../../../core/protocol/receipt.ts'
import { sha256 } from '../../../sync-server/sha256.ts'
import { openPair } from '../../support/relay-pair.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { openSession } from '../../support/socket-client.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

test('[CF1][CF2] a stuck reader is sent a megabyte, the others all, and it all once it reads again', async () => {
  const { bob, general, adas, writer } = await openPair(relay)
  const bobs = await openSession(relay, bob)
  bobs.setCredit(false)
  const count = 120
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  for (let number = 1; number <= count; number++) {
    adas.send({ kind: 'append', request: number, entry: writer.post('x'.repeat(16_000)) })
    if (number % 40 === 0) for (let acked = 0; acked < 40; acked++) await adas.waitFor('ack')
  }
  const seen = bobs.frames.flatMap((frame) => (frame.kind === 'entries' ? frame.entries : []))
  expect(seen.length).toBeLessThan(80)
  bobs.setCredit(true)
  const all = await bobs.waitForSeq(general, count + 1)
  expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: count + 1 }, (_, index) => index + 1))
  for (const client of [adas, bobs]) client.close()
})

test('[RT1][RT2] receipts hold against the key of welcome, which a restart leaves as it is', async () => {
  const { ada, general, adas, writer } = await openPair(relay)
  const welcome = await adas.waitFor('welcome')
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  const { seq, head, receipt } = await adas.waitFor('ack')
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), welcome.receiptKey]) // RFC 8410
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  const proof = signedFor(receiptText(welcome.relayEpoch, general, { seq, head }), receipt, sha256)
  expect(proof && verify(null, proof.signed, key, proof.signature)).toBe(true)
  await relay.restart()
  await adas.closed
  const again = await openSession(relay, ada)
  expect((await again.waitFor('welcome')).receiptKey).toEqual(welcome.receiptKey)
  again.close()
})

test('[EP1, PR1, MK1, HS11] what is said beside the log goes from socket to socket, and marks stay', async () => {
  const { ada, bob, general, adas, writer } = await openPair(relay)
  const bobs = await openSession(relay, bob)
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  await adas.waitFor('ack')
  adas.send({ kind: 'ephemeral', conversation: general, body: Uint8Array.of(7) })
  expect(await bobs.waitFor('ephemeral')).toMatchObject({ user: ada.user, body: Uint8Array.of(7) })
  adas.send({ kind: 'presence', status: 'busy', until: millis(0) })
  let status: string | undefined
  while (status !== 'busy') status = (await bobs.waitFor('presence')).changes[0]?.status
  adas.send({ kind: 'mark', conversation: general, seq: 1 })
  expect(await bobs.waitFor('marks')).toMatchObject({ marks: [{ user: ada.user, seq: 1 }] })
  const again = await openSession(relay, ada)
  const { logs } = await again.waitFor('logs')
  expect(logs.find(({ conversation }) => conversation === general)).toMatchObject({
    marked: 1,
    nextCounter: 1,
  })
  for (const client of [adas, bobs, again]) client.close()
})
