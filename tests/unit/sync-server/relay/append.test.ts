import { describe, expect, test } from 'vitest'
import { bytesEqual } from '../../../../core/base/bytes.ts'
import { entryIdOf } from '../../../../core/protocol/entry.ts'
import type { RefuseCode } from '../../../../core/protocol/codes.ts'
import { conversationId } from '../../../../core/protocol/ids.ts'
import { maxAppendsInFlight } from '../../../../core/protocol/limits.ts'
import { emptyHead, nextHead } from '../../../../core/protocol/log.ts'
import { createEntryWriter, type EntryWriter } from '../../../support/entry-writer.ts'
import { fetchFrame } from '../../../support/fetch-frame.ts'
import {
  setupVirtualRelay,
  type VirtualConnection,
  type VirtualDevice,
  type VirtualRelay,
} from '../../../support/virtual-relay.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'

interface Room {
  readonly world: VirtualRelay
  readonly general: ConversationId
  readonly ada: VirtualDevice
  readonly bob: VirtualDevice
  readonly adas: VirtualConnection
  readonly bobs: VirtualConnection
  readonly writer: EntryWriter
  /** Sends entries of Ada's at once and answers with the code of each refusal, undefined for an ack. */
  readonly append: (...entries: ReadonlyArray<Uint8Array>) => Promise<ReadonlyArray<RefuseCode | undefined>>
}

async function setupRoom(options: { readonly maxPages?: number } = {}): Promise<Room> {
  const world = setupVirtualRelay(options)
  const ada = await world.addDevice('ada')
  const bob = await world.addDevice('bob')
  const { general } = await world.addWorkspace([ada, bob])
  const adas = await world.open(ada)
  const bobs = await world.open(bob)
  let request = 0
  const append: Room['append'] = async (...entries) => {
    const first = request
    for (const entry of entries) adas.send({ kind: 'append', request: request++, entry })
    await world.settle()
    return entries.map((_, index) => {
      const isOurs = (frame: { readonly request: number }): boolean => frame.request === first + index
      const refused = adas.of('refuse').find(isOurs)
      expect([...adas.of('ack'), ...adas.of('refuse')].filter(isOurs).length).toBe(1)
      return refused?.code
    })
  }
  return { world, general, ada, bob, adas, bobs, writer: createEntryWriter(ada, general), append }
}

describe('what is accepted', () => {
  test('[HS6][LG1] the author gets acks, the others the entries, and both the same chain', async () => {
    const { append, adas, bobs, writer, general } = await setupRoom()
    const entries = [writer.claim(), writer.post('one'), writer.post('two')]
    expect(await append(...entries)).toEqual([undefined, undefined, undefined])

    const acks = adas.of('ack')
    const [frame] = bobs.of('entries')
    expect(frame?.conversation).toBe(general)
    expect(frame?.entries.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(adas.of('entries')).toEqual([])
    let head = emptyHead
    for (const [index, entry] of (frame?.entries ?? []).entries()) {
      expect(bytesEqual(entry.bytes, entries[index] ?? emptyHead)).toBe(true)
      head = nextHead(head, entry.seq, entryIdOf(entry.bytes))
      expect(bytesEqual(entry.head, head)).toBe(true)
      expect(acks[index]).toMatchObject({ request: index, seq: entry.seq, time: entry.time })
      expect(bytesEqual(acks[index]?.head ?? emptyHead, head)).toBe(true)
    }
  })

  test('[HS6] acks stand among the others’ entries in the order of the log', async () => {
    const { world, append, adas, bob, bobs, general, writer } = await setupRoom()
    const bobsWriter = createEntryWriter(bob, general)
    bobs.send({ kind: 'append', request: 0, entry: bobsWriter.claim() })
    await append(writer.claim())
    adas.news()
    bobs.send({ kind: 'append', request: 1, entry: bobsWriter.post('b1') })
    bobs.send({ kind: 'append', request: 3, entry: bobsWriter.post('b1 again') })
    adas.send({ kind: 'append', request: 100, entry: writer.post('a1') })
    adas.send({ kind: 'append', request: 101, entry: writer.post('a2') })
    bobs.send({ kind: 'append', request: 2, entry: bobsWriter.post('b2') })
    await world.settle()
    const seqs = adas.news().flatMap((frame) => {
      if (frame.kind === 'ack') return [`ack ${frame.seq}`]
      return frame.kind === 'entries' ? frame.entries.map(({ seq }) => `entry ${seq}`) : []
    })
    expect(seqs).toEqual(['entry 3', 'entry 4', 'ack 5', 'ack 6', 'entry 7'])
  })

  test('[EN6] a repeat is acked with the seq it has, in the same batch or later', async () => {
    const { append, adas, bobs, writer } = await setupRoom()
    const claim = writer.claim()
    const post = writer.post('once')
    expect(await append(claim, post, post, claim)).toEqual([undefined, undefined, undefined, undefined])
    expect(await append(post)).toEqual([undefined])
    const seqs = adas.of('ack').map(({ request, seq }) => [request, seq])
    expect(new Map(seqs.map(([request, seq]) => [request, seq]))).toEqual(
      new Map([
        [0, 1],
        [1, 2],
        [2, 2],
        [3, 1],
        [4, 2],
      ]),
    )
    expect(bobs.of('entries').flatMap(({ entries }) => entries).length).toBe(2)
  })

  test('[AP5] the next segment may be opened, and late ops for an old one are fine', async () => {
    const { append, writer } = await setupRoom()
    expect(
      await append(writer.claim(), writer.post('a', 0), writer.post('b', 1), writer.post('c', 0)),
    ).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('what is refused', () => {
  test('[AP1] an entry that names another user or another device', async () => {
    const { append, writer, bob } = await setupRoom()
    expect(await append(writer.entry({ kind: 'claim', user: bob.user }))).toEqual(['forbidden'])
    expect(await append(writer.entry({ kind: 'claim', device: bob.device }))).toEqual(['forbidden'])
  })

  test('[AP2] a conversation that is not there, or not for this user', async () => {
    const { world, append, ada, bob } = await setupRoom()
    const { general: foreign } = await world.addWorkspace([bob])
    const nowhere = conversationId('ab'.repeat(16))
    for (const conversation of [foreign, nowhere]) {
      expect(await append(createEntryWriter(ada, conversation).claim())).toEqual(['unknown-conversation'])
    }
  })

  test('[AP3] a clientID that another device has claimed, and the gateway role', async () => {
    const { append, world, ada, bob, bobs, general, writer } = await setupRoom()
    bobs.send({ kind: 'append', request: 0, entry: createEntryWriter(bob, general, 77).claim() })
    await world.settle()
    expect(await append(createEntryWriter(ada, general, 77).claim())).toEqual(['claimed'])
    expect(await append(writer.entry({ kind: 'claim', gateway: true }))).toEqual(['forbidden'])
    expect(await append(writer.entry({ kind: 'claim', client: 0 }))).toEqual(['malformed'])
    const stolen = createEntryWriter(ada, general, 77)
    expect(await append(writer.claim())).toEqual([undefined])
    expect(await append(writer.entry({ kind: 'content', update: stolen.update('x', 0) }))).toEqual([
      'claimed',
    ])
  })

  test('[AP4] content without a claim, and clocks that skip or come twice', async () => {
    const { append, writer } = await setupRoom()
    const post = (clock: number): Uint8Array =>
      writer.entry({ kind: 'content', update: writer.update('x', clock) })
    expect(await append(post(0))).toEqual(['claimed'])
    expect(await append(writer.claim())).toEqual([undefined])
    expect(await append(post(1))).toEqual(['clock'])
    expect(await append(writer.post('first'))).toEqual([undefined])
    expect(await append(post(0))).toEqual(['clock'])
    expect(await append(post(1))).toEqual([undefined])
  })

  test('[AP5] a segment beyond the next one', async () => {
    const { append, writer } = await setupRoom()
    expect(
      await append(
        writer.claim(),
        writer.entry({ kind: 'content', segment: 1, update: writer.update('x', 0) }),
      ),
    ).toEqual([undefined, 'invalid'])
  })

  test('[EN6] a used counter with other bytes, and a counter that skips', async () => {
    const { append, writer } = await setupRoom()
    expect(await append(writer.claim(), writer.post('a'))).toEqual([undefined, undefined])
    const update = writer.update('b', 1)
    for (const counter of [0, 1, 3]) {
      expect(await append(writer.entry({ kind: 'content', counter, update }))).toEqual(['counter'])
    }
  })

  test('[EN6][AP6] what was refused for good uses no counter up: another entry may take its place', async () => {
    const { append, writer, adas, bobs } = await setupRoom()
    await append(writer.claim())
    const bad = writer.entry({ kind: 'content', update: Uint8Array.of(1, 2, 3) })
    const [replaced, next] = [writer.post('instead'), writer.post('behind')]
    expect(await append(bad, bad, next)).toEqual(['claimed', 'claimed', 'counter'])
    expect(await append(replaced, next)).toEqual([undefined, undefined])
    expect(adas.of('ack').map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(bobs.of('entries').flatMap(({ entries }) => entries).length).toBe(3)
    expect(await append(bad)).toEqual(['counter'])
  })

  test('[EN2][AP6] bytes that are no entry, while those beside them go through', async () => {
    const { append, writer } = await setupRoom()
    const [claim, post] = [writer.claim(), writer.post('fine')]
    expect(await append(claim, Uint8Array.of(9, 9), new Uint8Array(), post)).toEqual([
      undefined,
      'malformed',
      'malformed',
      undefined,
    ])
  })

  test('[AP6] a refused append leaves no trace', async () => {
    const { append, writer, bobs, world, general } = await setupRoom()
    await append(writer.claim())
    const before = await world.store.logs.log(general)
    await append(writer.entry({ kind: 'content', update: writer.update('x', 9) }))
    expect(await world.store.logs.log(general)).toEqual(before)
    expect(bobs.of('entries').flatMap(({ entries }) => entries).length).toBe(1)
    expect(await append(writer.post('x'))).toEqual([undefined])
  })

  test('[AP7] more appends under way than agreed end the socket', async () => {
    const { world, adas, writer } = await setupRoom()
    const entry = writer.claim()
    for (let request = 0; request <= maxAppendsInFlight; request++)
      adas.send({ kind: 'append', request, entry })
    await world.settle()
    expect(adas.of('goodbye')).toMatchObject([{ code: 'protocol-error' }])
    expect(adas.state()).toBe('closed')
  })
})

describe('[LG2] a log that another writer has moved', () => {
  test('is read anew, and the entry goes behind', async () => {
    const { append, adas, writer, world, general, bob } = await setupRoom()
    await append(writer.claim())
    const log = await world.store.logs.log(general)
    const bytes = createEntryWriter(bob, general).claim()
    const head = nextHead(log?.head ?? emptyHead, 2, entryIdOf(bytes))
    const foreign = {
      seq: 2,
      head,
      time: world.clock.now(),
      bytes,
      device: bob.device,
      counter: 0,
      place: { client: 1, clock: 0, ops: 0 },
    }
    const write = {
      conversation: general,
      after: 1,
      newestSegment: -1,
      claims: [],
      clocks: [],
      deletions: [],
      imported: [],
    }
    const entries = [{ ...foreign, segment: 'claims' as const }]
    expect(await world.store.logs.append([{ ...write, entries }])).toMatchObject({ ok: true })
    const post = writer.post('behind')
    expect(await append(post)).toEqual([undefined])
    expect(adas.of('ack').at(-1)).toMatchObject({ seq: 3, head: nextHead(head, 3, entryIdOf(post)) })
  })
})

describe('[RC2] a store without room', () => {
  test('refuses for now, acks nothing and serves reads', async () => {
    const { append, adas, bobs, writer, world, general } = await setupRoom({ maxPages: 160 })
    await append(writer.claim())
    const sent: Array<Uint8Array> = []
    let codes: ReadonlyArray<RefuseCode | undefined> = []
    while (codes.every((code) => code === undefined)) {
      const post = writer.post('x'.repeat(16_000))
      sent.push(post)
      codes = await append(post)
    }
    expect(codes).toEqual(['unavailable'])
    expect(adas.of('refuse')[0]?.retryAfter).toBeGreaterThan(0)
    expect(bobs.of('entries').flatMap(({ entries }) => entries).length).toBe(sent.length)

    bobs.send(fetchFrame(general, 1, { segment: 0 }))
    await world.settle()
    expect(bobs.of('fetched').flatMap(({ entries }) => entries).length).toBe(sent.length)
  })

  test('[AP8] what skips the refused counter waits too, and all goes through once there is room', async () => {
    const { append, writer, world, bobs } = await setupRoom()
    await append(writer.claim())
    const [first, second, third] = [writer.post('1'), writer.post('2'), writer.post('3')]
    world.setFull(true)
    expect(await append(first, second)).toEqual(['unavailable', 'unavailable'])
    world.setFull(false)
    expect(await append(third)).toEqual(['unavailable'])
    expect(await append(first, second, third)).toEqual([undefined, undefined, undefined])
    expect(bobs.of('entries').flatMap(({ entries }) => entries).length).toBe(4)
    expect(await append(writer.entry({ kind: 'content', counter: 9 }))).toEqual(['counter'])
  })
})
