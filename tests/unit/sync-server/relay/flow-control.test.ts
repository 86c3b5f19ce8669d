import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bytesEqual, bytesToHex } from '../../../../core/base/bytes.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import { initialCreditBytes, maxFrameBytes, readerStallMs } from '../../../../core/protocol/limits.ts'
import { encodeRelayFrame } from '../../../../core/protocol/relay-frame-codec.ts'
import { receiptText, signedFor } from '../../../../core/protocol/receipt.ts'
import { sha256 } from '../../../../sync-server/sha256.ts'
import { createEntryWriter, type EntryWriter } from '../../../support/entry-writer.ts'
import { isCounted } from '../../../support/socket-client.ts'
import {
  setupVirtualRelay,
  type VirtualConnection,
  type VirtualDevice,
  type VirtualRelay,
} from '../../../support/virtual-relay.ts'

interface Room {
  readonly world: VirtualRelay
  readonly general: ConversationId
  readonly bob: VirtualDevice
  readonly adas: VirtualConnection
  readonly bobs: VirtualConnection
  readonly eves: VirtualConnection
  readonly writer: EntryWriter
  /** Ada posts so many large messages. */
  readonly post: (count: number) => Promise<void>
}

async function setupRoom(): Promise<Room> {
  const world = setupVirtualRelay()
  const ada = await world.addDevice('ada')
  const bob = await world.addDevice('bob')
  const eve = await world.addDevice('eve')
  const { general } = await world.addWorkspace([ada, bob, eve])
  const [adas, bobs, eves] = [await world.open(ada), await world.open(bob), await world.open(eve)]
  const writer = createEntryWriter(ada, general)
  let request = 0
  adas.send({ kind: 'append', request: request++, entry: writer.claim() })
  const post = async (count: number): Promise<void> => {
    for (let sent = 0; sent < count; sent++) {
      adas.send({ kind: 'append', request: request++, entry: writer.post('x'.repeat(16_000)) })
      if (sent % 20 === 19) await world.settle()
    }
    await world.settle()
  }
  return { world, general, bob, adas, bobs, eves, writer, post }
}

const seqsOf = (connection: VirtualConnection): ReadonlyArray<number> =>
  connection.of('entries').flatMap(({ entries }) => entries.map(({ seq }) => seq))

const countedBytes = (connection: VirtualConnection): number =>
  connection.frames.filter(isCounted).reduce((sum, frame) => sum + encodeRelayFrame(frame).length, 0)

const upTo = (last: number): ReadonlyArray<number> => Array.from({ length: last }, (_, index) => index + 1)

describe('a reader that gives no credit', () => {
  test('[CF1][CF2] is sent no more than it gave, and everything once it gives again', async () => {
    const { world, bobs, eves, post } = await setupRoom()
    bobs.setCredit(false)
    await post(100)
    expect(countedBytes(bobs)).toBeLessThan(initialCreditBytes + maxFrameBytes)
    expect(seqsOf(bobs).length).toBeLessThan(80)
    expect(seqsOf(eves)).toEqual(upTo(101)) // [CF3] delays nobody else
    bobs.setCredit(true)
    await world.settle()
    expect(seqsOf(bobs)).toEqual(upTo(101))
    await post(1)
    expect(seqsOf(bobs)).toEqual(upTo(102))
  })

  test('[CF1][HS6] gets acks all the same, at their places in the log', async () => {
    const { world, general, bob, bobs, post } = await setupRoom()
    await post(1)
    bobs.setCredit(false)
    const own = createEntryWriter(bob, general)
    bobs.send({ kind: 'append', request: 0, entry: own.claim() })
    await post(100)
    expect(bobs.of('ack').map(({ seq }) => seq)).toEqual([3])
    bobs.send({ kind: 'append', request: 1, entry: own.post('mine') })
    await post(1)
    bobs.setCredit(true)
    await world.settle()
    const order = bobs.frames.flatMap((frame) => {
      if (frame.kind === 'ack') return [frame.seq]
      return frame.kind === 'entries' ? frame.entries.map(({ seq }) => seq) : []
    })
    expect(order).toEqual(upTo(105))
    expect(bobs.of('ack').map(({ seq }) => seq)).toEqual([3, 104])
  })

  test('[CF3] is sent away after a minute, and nobody else is', async () => {
    const { world, adas, bobs, eves, post } = await setupRoom()
    bobs.setCredit(false)
    await post(100)
    for (let passed = 0; passed < readerStallMs; passed += readerStallMs / 6) {
      expect(bobs.state()).toBe('open')
      for (const socket of [adas, bobs, eves]) socket.events.heard()
      world.clock.advance(readerStallMs / 6)
    }
    expect(bobs.of('goodbye')).toMatchObject([{ code: 'too-slow' }])
    expect([adas.state(), eves.state()]).toEqual(['open', 'open'])
  })

  test('[CF4] is told nothing of what is never stored', async () => {
    const { world, general, adas, bobs, eves, post } = await setupRoom()
    bobs.setCredit(false)
    await post(100)
    adas.send({ kind: 'ephemeral', conversation: general, body: Uint8Array.of(1) })
    await world.settle()
    bobs.setCredit(true)
    await world.settle()
    expect(eves.of('ephemeral').length).toBe(1)
    expect(bobs.of('ephemeral')).toEqual([])
  })
})

describe('receipts', () => {
  /** The signature, if the receipt is genuine for this text. */
  const genuine = (key: Uint8Array, text: Uint8Array, receipt: Uint8Array): string | undefined => {
    const head = Buffer.from('302a300506032b6570032100', 'hex') // RFC 8410
    const publicKey = createPublicKey({ key: Buffer.concat([head, key]), format: 'der', type: 'spki' })
    const proof = signedFor(text, receipt, sha256)
    const isGenuine = proof !== undefined && verify(null, proof.signed, publicKey, proof.signature)
    return isGenuine ? bytesToHex(proof.signature) : undefined
  }

  test('[RT1] every ack carries one for its own place alone, repeats too', async () => {
    const { world, general, adas, writer } = await setupRoom()
    const post = writer.post('signed')
    for (const request of [1, 2]) adas.send({ kind: 'append', request, entry: post })
    await world.settle()
    const [welcome] = adas.of('welcome')
    if (welcome === undefined) throw new Error('a session begins with welcome')
    const acks = adas.of('ack')
    expect(acks.map(({ seq }) => seq)).toEqual([1, 2, 2])
    for (const { seq, head, receipt } of acks) {
      const text = receiptText(welcome.relayEpoch, general, { seq, head })
      expect(genuine(welcome.receiptKey, text, receipt)).toBeDefined()
      const other = receiptText(welcome.relayEpoch, general, { seq: seq + 1, head })
      expect(genuine(welcome.receiptKey, other, receipt)).toBeUndefined()
    }
  })

  test('[RT3] those of one commit share signatures, as many of them as a tree holds', async () => {
    const { world, general, adas, bobs, bob, writer } = await setupRoom()
    const bobsWriter = createEntryWriter(bob, general)
    bobs.send({ kind: 'append', request: 0, entry: bobsWriter.claim() })
    await world.settle()
    for (let request = 1; request <= 40; request++) {
      adas.send({ kind: 'append', request, entry: writer.post('a') })
      bobs.send({ kind: 'append', request, entry: bobsWriter.post('b') })
    }
    await world.settle()
    const [welcome] = adas.of('welcome')
    if (welcome === undefined) throw new Error('a session begins with welcome')
    const counts = new Map<string | undefined, number>()
    for (const { seq, head, receipt } of [...adas.of('ack'), ...bobs.of('ack')]) {
      if (seq <= 2) continue
      const text = receiptText(welcome.relayEpoch, general, { seq, head })
      const signature = genuine(welcome.receiptKey, text, receipt)
      counts.set(signature, (counts.get(signature) ?? 0) + 1)
    }
    expect(counts.has(undefined)).toBe(false)
    expect([...counts.values()].toSorted((left, right) => left - right)).toEqual([16, 64])
  })

  test('[RT2] another relay has another key', () => {
    const [one, other] = [setupVirtualRelay(), setupVirtualRelay({ seed: 12 })]
    expect(bytesEqual(one.store.identity.receiptSeed, other.store.identity.receiptSeed)).toBe(false)
  })
})
