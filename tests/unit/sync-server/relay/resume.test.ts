import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesEqual } from '../../../../core/base/bytes.ts'
import type { LoggedEntry, LogPosition } from '../../../../core/protocol/frame.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import { maxResumeConversations, maxResumeEntries } from '../../../../core/protocol/limits.ts'
import { emptyHead } from '../../../../core/protocol/log.ts'
import { createEntryWriter, type EntryWriter } from '../../../support/entry-writer.ts'
import {
  helloFrom,
  setupVirtualRelay,
  type VirtualConnection,
  type VirtualDevice,
  type VirtualRelay,
} from '../../../support/virtual-relay.ts'

async function setupLog(length: number): Promise<{
  readonly world: VirtualRelay
  readonly ada: VirtualDevice
  readonly bob: VirtualDevice
  readonly general: ConversationId
  readonly writer: EntryWriter
  readonly adas: VirtualConnection
  readonly log: ReadonlyArray<LoggedEntry>
}> {
  const world = setupVirtualRelay()
  const ada = await world.addDevice('ada')
  const bob = await world.addDevice('bob')
  const { general } = await world.addWorkspace([ada, bob])
  const adas = await world.open(ada)
  const writer = createEntryWriter(ada, general)
  for (let request = 0; request < length; request++) {
    adas.send({ kind: 'append', request, entry: request === 0 ? writer.claim() : writer.post(`${request}`) })
    if (request % 50 === 49) await world.settle()
  }
  await world.settle()
  const log = await world.store.logs.entries(
    general,
    { segment: undefined, after: 0, upTo: length },
    { maxBytes: 2 ** 30 },
  )
  return { world, ada, bob, general, writer, adas, log }
}

const seqsOf = (connection: VirtualConnection): ReadonlyArray<number> =>
  connection.of('entries').flatMap(({ entries }) => entries.map(({ seq }) => seq))

describe('a cursor of hello', () => {
  test('[HS5] brings exactly what is missing', async () => {
    const { world, bob, general, log } = await setupLog(5)
    const cursor = { conversation: general, seq: 3, head: log[2]?.head ?? emptyHead }
    const socket = await world.open(bob, { resume: [cursor] })
    expect(socket.frames.map(({ kind }) => kind).slice(0, 4)).toEqual([
      'welcome',
      'logs',
      'entries',
      'directory',
    ])
    expect(socket.of('logs')[0]?.logs).toMatchObject([{ conversation: general, seq: 5, resumed: true }])
    expect(socket.of('entries')[0]?.entries).toEqual(log.slice(3))
  })

  test('[HS5] at the end of the log brings nothing, at its beginning everything', async () => {
    const { world, bob, general, log } = await setupLog(3)
    const atEnd = await world.open(bob, {
      resume: [{ conversation: general, seq: 3, head: log[2]?.head ?? emptyHead }],
    })
    expect(atEnd.of('logs')[0]?.logs).toMatchObject([{ resumed: true }])
    expect(atEnd.of('entries')).toEqual([])
    const atStart = await world.open(bob, { resume: [{ conversation: general, seq: 0, head: emptyHead }] })
    expect(seqsOf(atStart)).toEqual([1, 2, 3])
  })

  test.each([
    ['with another head in the middle', 2, new Uint8Array(32).fill(1)],
    ['with another head at the end', 3, new Uint8Array(32).fill(1)],
    ['beyond the end', 4, new Uint8Array(32).fill(1)],
    ['far beyond the end', 2 ** 53 - 1, new Uint8Array(32)],
  ])('[HS5] %s is not resumed', async (_name, seq, head) => {
    const { world, bob, general } = await setupLog(3)
    const socket = await world.open(bob, { resume: [{ conversation: general, seq, head }] })
    expect(socket.of('logs')[0]?.logs).toMatchObject([{ seq: 3, resumed: false }])
    expect(socket.of('entries')).toEqual([])
  })

  test('[HS5] too far behind is not resumed', async () => {
    const { world, bob, general, log } = await setupLog(maxResumeEntries + 2)
    const at = (seq: number): LogPosition & { readonly conversation: ConversationId } => ({
      conversation: general,
      seq,
      head: log[seq - 1]?.head ?? emptyHead,
    })
    const behind = await world.open(bob, { resume: [at(1)] })
    expect(behind.of('logs')[0]?.logs).toMatchObject([{ resumed: false }])
    const just = await world.open(bob, { resume: [at(2)] })
    expect(seqsOf(just).length).toBe(maxResumeEntries)
  })

  test('[HS5][AP2] of a conversation that is not the user’s brings nothing', async () => {
    const { world, general } = await setupLog(3)
    const eve = await world.addDevice('eve')
    const socket = await world.open(eve, { resume: [{ conversation: general, seq: 0, head: emptyHead }] })
    expect(socket.of('logs')).toMatchObject([{ logs: [] }])
    expect(socket.of('entries')).toEqual([])
  })

  test('[HS1] more cursors than agreed end the socket', async () => {
    const { world, bob, general } = await setupLog(1)
    const resume = Array.from({ length: maxResumeConversations + 1 }, () => ({
      conversation: general,
      seq: 0,
      head: emptyHead,
    }))
    const socket = await world.open(bob, { resume })
    expect(socket.of('goodbye')).toMatchObject([{ code: 'protocol-error' }])
  })
})

describe('what is committed while the answer to hello is on its way', () => {
  test('[HS6] comes after it, once', async () => {
    const { world, adas, bob, general, writer, log } = await setupLog(3)
    const socket = world.connect()
    socket.setBuffered(1) // a slow line: the answer waits after its first part
    socket.send(
      helloFrom(bob, { resume: [{ conversation: general, seq: 1, head: log[0]?.head ?? emptyHead }] }),
    )
    await world.settle()
    adas.send({ kind: 'append', request: 10, entry: writer.post('meanwhile') })
    await world.settle()
    expect(adas.of('ack').length).toBe(4)
    expect(socket.of('logs').length).toBe(1)
    expect(seqsOf(socket)).toEqual([])
    socket.setBuffered(0)
    await world.settle()
    expect(seqsOf(socket)).toEqual([2, 3, 4])
    adas.send({ kind: 'append', request: 11, entry: writer.post('later') })
    await world.settle()
    expect(seqsOf(socket)).toEqual([2, 3, 4, 5])
  })

  test('[HS6] is not sent twice if the answer brings it already', async () => {
    const { world, adas, bob, general, writer, log } = await setupLog(2)
    const letGo = world.holdReads()
    const resume = [{ conversation: general, seq: 1, head: log[0]?.head ?? emptyHead }]
    const socket = await world.open(bob, { resume })
    adas.send({ kind: 'append', request: 10, entry: writer.post('before it was read') })
    await world.settle()
    letGo()
    await world.settle()
    expect(socket.of('logs')[0]?.logs).toMatchObject([{ seq: 3, resumed: true }])
    expect(seqsOf(socket)).toEqual([2, 3])
  })

  type Step = { readonly who: 0 | 1 | 2; readonly does: 'post' | 'drop' | 'connect' | 'settle' | 'slow' }
  const step: fc.Arbitrary<Step> = fc.record({
    who: fc.constantFrom(0, 1, 2),
    does: fc.constantFrom('post', 'post', 'drop', 'connect', 'settle', 'slow'),
  })

  test('[HS6][LG2] whoever comes, goes and reads slowly sees each entry once, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { world, general, peers } = await setupPeers()
        for (const { who, does } of steps) {
          const peer = peers[who]
          if (peer === undefined) continue
          if (does === 'post') peer.post()
          else if (does === 'drop') peer.drop()
          else if (does === 'connect') peer.connect()
          else if (does === 'slow') peer.socket()?.setBuffered(1)
          else await world.settle()
        }
        for (const peer of peers) {
          peer.connect()
          peer.socket()?.setBuffered(0)
        }
        await world.settle()
        const log = await world.store.logs.log(general)
        for (const peer of peers) {
          peer.read()
          expect(peer.position().seq).toBe(log?.seq)
          expect(bytesEqual(peer.position().head, log?.head ?? emptyHead)).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })
})

interface Peer {
  readonly post: () => void
  readonly connect: () => void
  readonly drop: () => void
  readonly socket: () => VirtualConnection | undefined
  /** Takes in what came; throws at the first gap. */
  readonly read: () => void
  readonly position: () => LogPosition
}

async function setupPeers(): Promise<{
  readonly world: VirtualRelay
  readonly general: ConversationId
  readonly peers: ReadonlyArray<Peer>
}> {
  const world = setupVirtualRelay()
  const devices = [await world.addDevice('ada'), await world.addDevice('bob'), await world.addDevice('eve')]
  const { general } = await world.addWorkspace(devices)
  return { world, general, peers: devices.map((device) => createPeer(world, device, general)) }
}

/** Sends its queue in order and repeats what was not acked, as a client does. */
function createPeer(world: VirtualRelay, device: VirtualDevice, general: ConversationId): Peer {
  const writer = createEntryWriter(device, general)
  const queue = [writer.claim()]
  let position: LogPosition = { seq: 0, head: emptyHead }
  let acked = 0
  let socket: VirtualConnection | undefined
  const advance = (next: LogPosition): void => {
    if (next.seq <= position.seq) return // a repeat's ack: known from the resume
    expect(next.seq).toBe(position.seq + 1)
    position = { seq: next.seq, head: next.head }
  }
  const sendFrom = (from: number): void => {
    for (const [index, entry] of queue.entries()) {
      if (index >= from) socket?.send({ kind: 'append', request: index, entry })
    }
  }
  const isWelcome = (): boolean => socket?.state() === 'open' && socket.of('welcome').length > 0
  const read = (): void => {
    for (const frame of socket?.news() ?? []) {
      if (frame.kind === 'entries') for (const entry of frame.entries) advance(entry)
      if (frame.kind === 'welcome') sendFrom(acked)
      if (frame.kind === 'refuse') throw new Error(`${frame.code}: ${frame.detail}`)
      if (frame.kind !== 'ack') continue
      acked = Math.max(acked, frame.request + 1)
      advance(frame)
    }
  }
  return {
    read,
    position: () => position,
    socket: () => socket,
    post: () => {
      read()
      queue.push(writer.post('x'))
      if (isWelcome()) sendFrom(queue.length - 1)
    },
    drop: () => {
      read()
      socket?.drop()
      socket = undefined
    },
    connect: () => {
      read()
      if (socket?.state() === 'open') return
      socket = world.connect()
      socket.send(helloFrom(device, { resume: [{ conversation: general, ...position }] }))
    },
  }
}
